/** Odoo tells times in UTC and whole seconds, cut off, as `YYYY-MM-DD HH:MM:SS` (odoo-facts 4). */
export function odooTime(ms: number): string {
  return new Date(Math.floor(ms / 1000) * 1000).toISOString().slice(0, 19).replace('T', ' ')
}

/** Milliseconds since 1970 of a time as Odoo tells it; NaN when it is none. */
export function millisecondsOf(time: string): number {
  return /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/.test(time) ? Date.parse(`${time.slice(0, 10)}T${time.slice(11, 19)}Z`) : Number.NaN
}
