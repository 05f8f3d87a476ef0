export { isPlainObject, type PlainObject } from '../../src/base/plain-object.ts'

/** The value as a list; anything that is none is an empty one. */
export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

/** The value as a text; numbers are written out, anything else is empty. */
export function asText(value: unknown): string {
  if (typeof value === 'string') return value
  return typeof value === 'number' ? String(value) : ''
}
