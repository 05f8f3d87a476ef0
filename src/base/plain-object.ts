/** An object with fields, as JSON has it. */
export type PlainObject = Readonly<Record<string, unknown>>

/** True for an object with fields: no list, no null. */
export function isPlainObject(value: unknown): value is PlainObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
