/** A moment in a sentence of the server, which does not know the time zone of who reads: `2026-11-30T03:19:18.045Z`. */
const moment = /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,3})?Z/g

/** A sentence with its moments as the clock and the language of who reads say them. `format` says one moment. */
export function localTimes(text: string, format: (at: Date) => string = short): string {
  return text.replaceAll(moment, (written) => {
    const at = new Date(written)
    return Number.isNaN(at.getTime()) ? written : format(at)
  })
}

function short(at: Date): string {
  return at.toLocaleString(undefined, { dateStyle: 'short', timeStyle: 'medium' })
}
