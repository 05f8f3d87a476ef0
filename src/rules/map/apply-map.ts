import { describeFailure } from '../../base/error/describe.ts'
import type { Failure } from '../../base/error/failure.ts'
import type { FailedLine } from '../../base/messages/failed.ts'
import type { LevelLine } from '../../base/messages/level.ts'
import type { DemandAt, PictureLine, StockAt } from '../../base/messages/picture.ts'
import { subjectOf } from '../../base/messages/subject-of.ts'
import { tidy } from '../../base/messages/tidy.ts'
import { sentence, type Say, type Sentence } from '../../base/text/say.ts'
import { aggregate, type Aggregate, splitByPercent } from './aggregate.ts'
import { basisOf, type OdooPlace } from './location-map.ts'
import { type Units, kitOfRow, countedOf, stockOfRow, type RowStock } from './stock-of-row.ts'
import { doubledStock, offeredDemand, summedSuppliers, type SummedSuppliers, unmappedStock, isWatched } from './check-picture.ts'
import { explainRow } from './explain-row.ts'
import type { MapFinding } from './map-finding.ts'
import { ordersOfRow, owedToOrders, type OrdersPart, placeDemand } from './demand.ts'
import { poolOf } from './pool.ts'
import type { ReadyMap, ReadyRow } from './ready-map.ts'

/** What a picture becomes at the map. */
export interface Mapped {
  /** One per enabled row, in the order of the map. */
  readonly levels: readonly LevelLine[]
  /** Rows that could not be used; they are about the row and not the product, so that a row is one failed job. */
  readonly failed: readonly FailedLine[]
  /** Stock that no row uses or excludes; say it once, not per product. */
  readonly findings: readonly MapFinding[]
}

/**
 * Turns the stock of one product into a level line for every Shopify location of the map (requirements 2.3 and 4.1).
 * `free`, `reserved` and `demand` of a line are sums over the row's sources; `quantity` is what may be sold there; of a kit
 * they are whole kits. A kit that cannot be counted fails: nothing is written, and not zero. `at` is the time of failed lines, as an
 * ISO date and time.
 */
export function applyMap(picture: PictureLine, map: ReadyMap, say: Say, at: string): Mapped {
  const problem = picture.kit?.because ?? picture.kit?.problem
  if (problem !== undefined)
    return { levels: [], failed: [describeFailure(uncountable(picture, problem), say, at, { line: picture })], findings: [] }
  const failures: Failure[] = []
  const doubled = doubledStock(picture, map)
  const owed = ({ stock, demand = [] }: Stocked): DemandAt[] => placeDemand(demand, stock, map.rows)
  const demand = owed(picture)
  const ofParts = new Map(picture.kit?.components.map((component) => [component, owed(component)]))
  const ordered = orderedParts(picture, map)
  const usable = map.rows.flatMap((ready) => {
    const twice = doubled.get(ready.row.id)
    const unwatched = ready.row.sources.filter((source) => !isWatched(source, picture))
    failures.push(...unwatched.map((source) => notWatched(picture, ready, source)))
    if (twice !== undefined) failures.push(twiceSold(picture, ready, twice))
    const summed = summedSuppliers(picture, ready)
    if (summed !== undefined) failures.push(addedUp(picture, ready, summed))
    if (unwatched.length > 0 || twice !== undefined || summed !== undefined) return []
    const stock =
      picture.kit === undefined
        ? stockOfRow(picture.stock, demand, ready)
        : kitOfRow(picture.kit.components, (component) => ofParts.get(component) ?? [], ready)
    return [{ ready, stock, total: aggregate(stock, ready.row) }]
  })
  return {
    levels: usable.map(({ ready, stock, total }) => ({
      ...levelOf(picture, map, ready, stock, total),
      ...ordersOfRow(picture, ordered, ready),
    })),
    failed: failures.map((failure) => describeFailure(failure, say, at)),
    findings: [...unmappedStock(picture, map, say), ...usable.flatMap(({ ready, stock }) => offeredDemand(ready, stock, say))],
  }
}

type Stocked = { readonly stock: readonly StockAt[]; readonly demand?: readonly DemandAt[] }

/** What orders take of a product, or of the parts of a kit, with what they are owed where the rows sell it. */
function orderedParts(picture: PictureLine, map: ReadyMap): OrdersPart[] {
  if (picture.ordersCount === undefined) return []
  const { of } = picture.ordersCount
  const items = picture.kit?.components ?? [{ ...picture, per: 1 }]
  return items.map((item) => ({
    orders: item.orders ?? [],
    owed: placeDemand(owedToOrders(item, of), item.stock, map.rows),
    per: item.per,
  }))
}

function levelOf(picture: PictureLine, map: ReadyMap, ready: ReadyRow, stock: RowStock, total: Aggregate): LevelLine {
  const { row } = ready
  const counted = countedOf(stock, row)
  const sum = (of: keyof Units): number => tidy(counted.reduce((so, source) => so + source[of], 0))
  const [reserved, basis] = [sum('reserved'), basisOf(row)]
  const share = shareOf(map, ready, total.quantity)
  return {
    kind: 'level',
    ...(picture.event === undefined ? {} : { event: picture.event }),
    odoo: picture.odoo,
    shopify: { ...(map.shop === undefined ? {} : { shop: map.shop }), locationId: row.shopifyLocationId, location: row.shopifyLocation },
    ...(picture.watch === undefined ? {} : { watch: picture.watch }),
    asOf: picture.asOf,
    readAt: picture.readAt,
    quantityName: row.quantityName,
    basis,
    free: tidy(sum('quantity') - reserved),
    reserved,
    ...(basis === 'free-minus-demand' ? { demand: sum('demand') } : {}),
    quantity: share?.quantity ?? total.quantity,
    pool: poolOf(picture.odoo, row, picture.watched),
    row: row.id,
    countedAt: {
      sources: [...ready.sources],
      excluded: [...ready.excluded],
      ...(row.share === undefined ? {} : { share: row.share }),
    },
    ...(picture.kit === undefined ? {} : { parts: picture.kit.components.map(({ productId, per }) => ({ productId, per })) }),
    // What was read at every watched location would confuse here: the row says what is free at its own sources.
    trace: [...picture.trace.filter(({ code }) => code !== 'read-from-odoo'), ...explainRow(ready, stock, total, share)],
  }
}

function shareOf(map: ReadyMap, ready: ReadyRow, total: number): { percent: number; total: number; quantity: number } | undefined {
  const { row, poolKey } = ready
  const split = map.splits.get(poolKey)
  if (row.share === undefined || split === undefined) return undefined
  const quantity = splitByPercent(total, split.shares)[split.rows.indexOf(row.id)] ?? 0
  return { percent: row.share, total, quantity }
}

function uncountable(picture: PictureLine, problem: string | Sentence): Failure {
  const values = { sku: picture.odoo.sku ?? picture.odoo.name, problem }
  return { code: 'KIT_UNCOUNTABLE', values, subject: subjectOf(picture) }
}

function notWatched(picture: PictureLine, ready: ReadyRow, source: OdooPlace): Failure {
  return { code: 'MAP_SOURCE_NOT_WATCHED', values: {}, subject: rowSubject(picture, ready, source.location) }
}

function twiceSold(picture: PictureLine, ready: ReadyRow, twice: { location: string; other: string }): Failure {
  const problem = sentence('finding.map.overlap.text', { location: ready.row.shopifyLocation, other: twice.other, source: twice.location })
  return {
    code: 'MAP_ROW_INVALID',
    values: { row: ready.row.shopifyLocation, problem },
    subject: rowSubject(picture, ready, twice.location),
  }
}

function addedUp(picture: PictureLine, ready: ReadyRow, { source, below }: SummedSuppliers): Failure {
  const problem = sentence('finding.map.drop-ship-parent.text', { location: ready.row.shopifyLocation, source: source.location, below })
  return {
    code: 'MAP_ROW_INVALID',
    values: { row: ready.row.shopifyLocation, problem },
    subject: rowSubject(picture, ready, source.location),
  }
}

function rowSubject(picture: PictureLine, ready: ReadyRow, odooLocation: string): Failure['subject'] {
  const { shopifyLocationId, shopifyLocation } = ready.row
  return { odooDatabase: picture.odoo.database, odooLocation, shopifyLocationId, shopifyLocation }
}
