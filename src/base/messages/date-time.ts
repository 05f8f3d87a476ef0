const shape = /^\d{4}-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(\.\d+)?(Z|[+-]\d{2}:\d{2})$/

/** True for an RFC 3339 date and time with its offset, e.g. "2026-03-01T10:04:07Z", that exists in the calendar. */
export function isDateTime(text: string): boolean {
  const [, month, day] = shape.exec(text) ?? []
  if (month === undefined || day === undefined || Number.isNaN(Date.parse(text))) return false
  // Date.parse turns 31 February into March; the calendar date has to survive.
  const calendar = new Date(`${text.slice(0, 10)}T00:00:00Z`)
  return calendar.getUTCMonth() + 1 === Number(month) && calendar.getUTCDate() === Number(day)
}
