/** How long before it comes an end is announced, in milliseconds: 14 days. */
export const announcedFor = 14 * 86_400_000

/** Whether an end has come, or is so near that somebody has to hear of it. Both times in milliseconds since 1970. */
export function isComing(endsAt: number, now: number): boolean {
  return endsAt - now <= announcedFor
}

/** The day of an end as every language reads it, e.g. `2027-02-17`; in UTC, as both systems count. */
export function dayOf(endsAt: number): string {
  return new Date(endsAt).toISOString().slice(0, 10)
}
