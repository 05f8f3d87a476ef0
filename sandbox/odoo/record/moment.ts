const perSecond = 1_000_000

/** 'YYYY-MM-DD HH:MM:SS' in UTC, truncated to the second, as both RPC protocols print a datetime (odoo-facts 4). */
export function momentText(micros: number): string {
  return new Date(Math.floor(micros / perSecond) * 1000).toISOString().slice(0, 19).replace('T', ' ')
}

/** The start of the second that holds the moment. */
export function wholeSecond(micros: number): number {
  return Math.floor(micros / perSecond) * perSecond
}

const pattern = /^(\d{4})-(\d\d)-(\d\d)(?:[ T](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,6}))?)?(Z|[+-]\d\d:?\d\d)?)?$/

export interface ParsedMoment {
  readonly micros: number
  readonly dateOnly: boolean
  readonly zoned: boolean
}

/** Reads the texts that Odoo takes for a datetime; undefined when it is none. */
export function parseMoment(text: string): ParsedMoment | undefined {
  const found = pattern.exec(text.trim())
  if (!found) return undefined
  const [, year, month, day, hour = '00', minute = '00', second = '00', fraction = '', zone] = found
  const milliseconds = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
  if (Number.isNaN(milliseconds)) return undefined
  return {
    micros: milliseconds * 1000 + Number(fraction.padEnd(6, '0')),
    dateOnly: found[4] === undefined,
    zoned: zone !== undefined,
  }
}
