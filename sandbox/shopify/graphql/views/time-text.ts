/** A moment as the Admin API writes it: ISO 8601 in UTC, whole seconds. */
export function timeText(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`
}
