/** What a call can answer. `null` is Python's None, which XML-RPC cannot carry (odoo-facts 1). */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The whole numbers in a list; anything else is left out. */
export function numbersIn(value: unknown): number[] {
  if (typeof value === 'number') return [value]
  return Array.isArray(value) ? value.filter((item) => typeof item === 'number') : []
}

/** A text as it is, a number as text; anything else is the fallback. */
export function textOr(value: unknown, fallback: string): string {
  if (typeof value === 'string') return value
  return typeof value === 'number' ? String(value) : fallback
}
