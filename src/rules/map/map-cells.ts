import { shopifyLocationId, shortLocationId } from '../../base/messages/shopify-location-id.ts'
import { decimalOf } from '../../base/table/decimal.ts'
import { sentence, type Sentence } from '../../base/text/say.ts'
import type { NamedPlace, NamedRow } from './location-map.ts'

/** How long a map file may be, in characters: room for thousands of locations. */
export const mapFileAtMost = 1_000_000

/** The columns of a map file, in their order. */
export const mapColumns = [
  'shopifyLocationId',
  'shopifyLocation',
  'outcome',
  'reason',
  'type',
  'sources',
  'exclude',
  'aggregate',
  'share',
  'sharedInFull',
  'quantityName',
  'basis',
  'adjust',
  'companyId',
  'enabled',
  'notes',
] as const
export type MapColumn = (typeof mapColumns)[number]

/** One value of a row as a text: what a file holds, and what maps are compared by. Empty when the row has none. */
export function mapCell(row: NamedRow, column: MapColumn): string {
  const value = row[column]
  // Not shared in full is what a row says by saying nothing.
  if (value === undefined || (column === 'sharedInFull' && value === false)) return ''
  return typeof value === 'object' ? placeListText([value].flat()) : String(value)
}

/**
 * Odoo locations as one text, e.g. `NJ/Stock #8; TX/Stock`: the complete name, and the id behind `#` where it is known. A
 * semicolon, number sign or backslash that is part of a name has a backslash before it.
 */
function placeListText(places: readonly NamedPlace[]): string {
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

const words = {
  outcome: ['mapped', 'excluded'],
  type: ['online', 'retail', '3pl', 'pickup', 'marketplace', 'reserve', 'drop-ship'],
  aggregate: ['sum', 'largest', 'smallest'],
  quantityName: ['available', 'on_hand'],
  basis: ['free', 'free-minus-demand', 'on-hand'],
} as const
const yes: ReadonlySet<string> = new Set(['true', 'yes', '1', 'x', 'wahr', 'ja', 'vrai', 'oui', 'verdadero', 'sí'])
const no: ReadonlySet<string> = new Set(['false', 'no', '0', 'falsch', 'nein', 'faux', 'non', 'falso'])

/** Reads the cells of one line of a map file; what cannot be read is told by column, and then counts as a blank cell. */
export class MapCells {
  readonly #cells: ReadonlyMap<string, string>
  readonly #told: (column: MapColumn, problem: Sentence) => void

  constructor(cells: ReadonlyMap<string, string>, told: (column: MapColumn, problem: Sentence) => void) {
    this.#cells = cells
    this.#told = told
  }

  text(column: MapColumn): string | undefined {
    return this.#cells.get(column)
  }

  /** The number at the end of a Shopify location's id, which may stand alone. */
  location(): string | undefined {
    const id = shopifyLocationId(this.text('shopifyLocationId') ?? '')
    if (id !== null) return shortLocationId(id)
    this.#wrong('shopifyLocationId', 'pattern', { pattern: 'gid://shopify/Location/123' })
    return undefined
  }

  word<Column extends keyof typeof words>(column: Column, otherwise: (typeof words)[Column][number]): (typeof words)[Column][number] {
    const text = this.text(column)?.toLowerCase()
    const known: readonly (typeof words)[Column][number][] = words[column]
    const found = known.find((word) => word === text)
    if (text !== undefined && found === undefined) this.#wrong(column, 'enum', { allowed: known.join(', ') })
    return found ?? otherwise
  }

  /** Like `word`, where a blank cell says nothing. */
  wordOrNone<Column extends keyof typeof words>(column: Column): (typeof words)[Column][number] | undefined {
    const [first] = words[column]
    return this.text(column) === undefined ? undefined : this.word(column, first)
  }

  /** True or false, in the words that spreadsheets and people have for it. */
  flag(column: 'enabled' | 'sharedInFull', otherwise: boolean): boolean {
    const text = this.text(column)?.toLowerCase()
    if (text === undefined) return otherwise
    if (!yes.has(text) && !no.has(text)) this.#wrong(column, 'enum', { allowed: 'true, false' })
    return yes.has(text)
  }

  /** A percentage, with a point or a comma. */
  share(): number | undefined {
    const text = this.text('share')
    if (text === undefined) return undefined
    const value = decimalOf(text)?.value
    if (value === undefined) this.#wrong('share', 'type', { type: 'number' })
    else if (value >= 0 && value <= 100) return value
    else if (value < 0) this.#wrong('share', 'minimum', { limit: 0 })
    else this.#wrong('share', 'maximum', { limit: 100 })
    return undefined
  }

  company(): number | undefined {
    const text = this.text('companyId')
    if (text === undefined) return undefined
    if (/^[1-9][0-9]{0,14}$/.test(text)) return Number(text)
    this.#wrong('companyId', 'number')
    return undefined
  }

  #wrong(column: MapColumn, key: string, values: Record<string, string | number> = {}): void {
    this.#told(column, sentence(`finding.field.${key}`, values))
  }
}
