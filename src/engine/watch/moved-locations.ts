import { idField, neededTextField } from '../../ports/odoo/field.ts'
import type { Domain, Odoo, OdooRow } from '../../ports/odoo/odoo.ts'
import { everyRow } from './odoo-reading.ts'
import type { WatchStore } from './poll.ts'

/** Where locations lie: what decides whether their stock counts, by id. Their names decide nothing. */
type TreeFigures = ReadonlyMap<number, string>

const pageSize = 5000

/** Products at locations that were moved in the tree, and where these locations lie now. */
interface Moved {
  readonly productIds: readonly number[]
  readonly figures: TreeFigures
}

/**
 * What lies at locations that came under another parent, or became of another type, at or after the server time: of the quants
 * no date moves then (odoo-orders-facts 3). The dates of everything below the location move with it, in 17, 18 and 19. A count
 * moves the date of its location too, so that only what `known` does not know already is looked at. One small call when
 * nothing was moved.
 */
export async function movedLocations(odoo: Odoo, since: string, known: KnownTree): Promise<Moved> {
  const written = await treeFigures(odoo, [['write_date', '>=', since]])
  const figures = new Map([...written].filter(([locationId, figure]) => known.figureOf(locationId) !== figure))
  const productIds = new Set<number>()
  if (figures.size === 0) return { productIds: [], figures }
  for await (const rows of everyRow(odoo, 'stock.quant', [['location_id', 'in', [...figures.keys()]]], ['product_id'], { pageSize }))
    for (const row of rows) productIds.add(idField(row, 'product_id'))
  return { productIds: [...productIds], figures }
}

/** The figures of the locations that the domain lets through, archived ones too: stock in them is reserved as elsewhere. */
export async function treeFigures(odoo: Odoo, domain: Domain = []): Promise<TreeFigures> {
  const found = new Map<number, string>()
  const options = { pageSize, context: { active_test: false } }
  for await (const rows of everyRow(odoo, 'stock.location', domain, ['parent_path', 'usage'], options))
    for (const row of rows) found.set(row.id, figureOf(row))
  return found
}

function figureOf(row: OdooRow): string {
  return `${neededTextField(row, 'parent_path')} ${neededTextField(row, 'usage')}`
}

/** Where the locations lay when the stock at them was read last. Kept in the store too: who is restarted reads nothing twice. */
export class KnownTree {
  #figures: Map<number, string> | undefined
  #stored = ''

  figureOf(locationId: number): string | undefined {
    return this.#figures?.get(locationId)
  }

  /** Takes over what an earlier process knew, once. */
  async recall(store: WatchStore, watch: string): Promise<void> {
    if (this.#figures !== undefined) return
    const text = await store.transaction((tables) => tables.cursors.get(nameOf(watch)))
    const entries: unknown = text === null ? [] : JSON.parse(text)
    this.#figures = new Map(Array.isArray(entries) ? entries.filter(isEntry) : [])
    this.#stored = text ?? ''
  }

  /** The stock was read with these; `whole` when there are no others. */
  async settle(store: WatchStore, watch: string, figures: TreeFigures, whole: boolean): Promise<void> {
    if (!whole && figures.size === 0) return
    this.#figures = new Map([...(whole ? [] : (this.#figures ?? [])), ...figures])
    const text = JSON.stringify([...this.#figures].toSorted(([one], [other]) => one - other))
    if (text === this.#stored) return
    await store.transaction((tables) => tables.cursors.put(nameOf(watch), text))
    this.#stored = text
  }
}

function isEntry(entry: unknown): entry is [number, string] {
  return Array.isArray(entry) && typeof entry[0] === 'number' && typeof entry[1] === 'string'
}

function nameOf(watch: string): string {
  return `odoo-quant-watch tree ${watch}`
}
