/**
 * When Shopify ends the support of a version of its API: at 15:00 UTC on the 16th of its month, a year on (shopify-facts 5).
 * Milliseconds since 1970. The version has been checked (`checkedSettings`).
 */
export function versionEnd(apiVersion: string): number {
  const [year = 0, month = 0] = apiVersion.split('-').map(Number)
  return Date.UTC(year + 1, month - 1, 16, 15)
}
