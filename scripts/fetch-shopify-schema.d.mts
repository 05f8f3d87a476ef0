/** The API versions whose introspection is kept, oldest first. */
export const schemaVersions: readonly string[]
/** Where the introspection files lie; ignored by git. */
export const schemaDirectory: string
/** Makes sure that the introspection of every version is there, fetching it once when it is not; resolves with the directory. */
export function ensureShopifySchemas(): Promise<string>
