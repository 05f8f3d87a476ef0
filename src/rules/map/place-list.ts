import type { NamedPlace } from './named-row.ts'

/**
 * Odoo locations as one text, e.g. `NJ/Stock #8; TX/Stock`: the complete name, and the id behind `#` where it is known. A
 * semicolon, number sign or backslash that is part of a name has a backslash before it.
 */
export function placeListText(places: readonly NamedPlace[]): string {
  return places.map(placeText).join('; ')
}

function placeText({ locationId, location }: NamedPlace): string {
  const name = location.replace(/[\\;#]/g, '\\$&')
  if (locationId === undefined) return name
  return name === '' ? `#${locationId}` : `${name} #${locationId}`
}

/** Reads such a text; blank entries are passed over. */
export function placeListOf(text: string): NamedPlace[] {
  const entries = text.match(/(?:\\[\\;#]|[^;])+/g) ?? []
  return entries
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
    .map((entry) => {
      const at = idSign(entry)
      if (at < 0) return { location: plain(entry) }
      return { locationId: Number(entry.slice(at + 1)), location: plain(entry.slice(0, at).trimEnd()) }
    })
}

/** The place of the number sign with an id behind it; -1 when there is none, or it is part of the name. */
function idSign(entry: string): number {
  const at = entry.lastIndexOf('#')
  if (!/^[1-9][0-9]{0,14}$/.test(entry.slice(at + 1))) return -1
  let start = at
  while (entry[start - 1] === '\\') start--
  return (at - start) % 2 === 0 ? at : -1
}

function plain(name: string): string {
  return name.replace(/\\([\\;#])/g, '$1')
}
