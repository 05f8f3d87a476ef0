import { createHash } from 'node:crypto'
import type { DemandAt, Kit, OrdersAt, PictureLine, StockAt } from '../../base/messages/picture.ts'
import type { StoreTables } from '../../ports/store/store.ts'
import type { Outstanding } from './outstanding.ts'
import type { WatchStore } from './poll.ts'

/** What is kept of the last picture that was sent of a product. */
export interface SentPicture {
  /** Its place in the order of readings. */
  readonly asOf: number
  readonly digest: string
  /** What was free at each watched location, in the order of their ids; absent when it is in doubt what was taken. */
  readonly free?: readonly number[]
}

/**
 * Stands for a picture that was given out, of which it is not known whether it was taken: equal to no digest. Without it, a
 * crash between taking and keeping would leave the digest before, and a stock that returns to it would never be sent again.
 */
export const inDoubt = '?'

export function doubtful({ asOf }: SentPicture): SentPicture {
  return { asOf, digest: inDoubt }
}

/** As a text, for the table of pictures. */
export function writeSent({ asOf, digest, free }: SentPicture): string {
  return free === undefined ? `${asOf} ${digest}` : `${asOf} ${digest} ${free.join(',')}`
}

/** From the text; undefined when it is none. */
export function readSent(text: string | undefined): SentPicture | undefined {
  const [, asOf, digest, free] = /^(\d+) (\S+)(?: (\S*))?$/.exec(text ?? '') ?? []
  if (asOf === undefined || digest === undefined) return undefined
  const sent = { asOf: Number(asOf), digest }
  return free === undefined ? sent : { ...sent, free: free === '' ? [] : free.split(',').map(Number) }
}

/**
 * Keeps the digests of pictures that were taken. A newer picture that another poll has sent meanwhile is not overwritten:
 * whoever receives both keeps the newer one, so it is the newer one that must be compared with.
 */
export async function keepSent(
  tables: Pick<StoreTables, 'pictures'>,
  watch: string,
  sent: ReadonlyMap<number, SentPicture>,
): Promise<void> {
  const stored = await tables.pictures.get(watch, [...sent.keys()])
  const newer = [...sent].filter(([productId, one]) => one.asOf >= (readSent(stored.get(productId))?.asOf ?? 0))
  await tables.pictures.put(watch, new Map(newer.map(([productId, one]) => [productId, writeSent(one)])))
}

/**
 * The same text for two pictures with the same figures: what is watched, how much is where, and what a product is matched
 * by. Not the names, the time of the reading or the order of the rows.
 */
export function digestOf(picture: PictureLine): string {
  const { active, sku, barcode } = picture.odoo
  const watched = picture.watched.map((one) => one.locationId).toSorted((one, other) => one - other)
  const excluded =
    picture.excluded === undefined ? [] : [picture.excluded.map((one) => one.locationId).toSorted((one, other) => one - other)]
  const kit = picture.kit === undefined ? [] : [kitFigures(picture.kit)]
  const figures = JSON.stringify([
    active !== false,
    sku ?? '',
    barcode ?? '',
    watched,
    stockFigures(picture.stock),
    ...excluded,
    ...kit,
    ...demandFigures(picture.demand),
    ...ordersFigures(picture.orders),
    ...(picture.ordersCount?.of === undefined ? [] : [picture.ordersCount.of]),
  ])
  return createHash('sha256').update(figures).digest('base64url').slice(0, 22)
}

function stockFigures(stock: readonly StockAt[]): unknown[] {
  return stock
    .toSorted((one, other) => one.locationId - other.locationId)
    .map(({ locationId, path, quantity, reserved, pastRemoval, pastExpiration }) => {
      const past = [pastRemoval, pastExpiration].filter((one) => one !== undefined)
      return [locationId, path, quantity, reserved, ...past]
    })
}

/** None when nothing is owed, so that such a picture has the digest it always had. */
function demandFigures(demand: readonly DemandAt[] = []): unknown[] {
  const places = demand.toSorted((one, other) => one.locationId - other.locationId)
  return demand.length === 0 ? [] : [{ demand: places.map(({ locationId, path, quantity }) => [locationId, path, quantity]) }]
}

/** None when Odoo has reserved and sent nothing, or does not say. */
function ordersFigures(orders: readonly OrdersAt[] = []): unknown[] {
  const places = orders.map(({ locationId, path, reserved, sent, to, owed }) => [locationId, path, reserved, sent, to, owed])
  return orders.length === 0 ? [] : [{ orders: places }]
}

function kitFigures({ components, because }: Kit): unknown[] {
  const parts = components.toSorted((one, other) => one.productId - other.productId)
  const figures = ({ stock, demand, orders }: Kit['components'][number]): unknown[] => [
    stockFigures(stock),
    ...demandFigures(demand),
    ...ordersFigures(orders),
  ]
  return [because ?? '', ...parts.map((part) => [part.productId, part.per, ...figures(part)])]
}

const perPage = 1000

/**
 * What a process before left open: the sinks that this watch has, and the products of which it is not known whether their
 * last picture was stored. Reads nothing but the store, and only once.
 */
export async function resume(store: WatchStore, watch: string, outstanding: Outstanding): Promise<number[]> {
  if (outstanding.resumed) return []
  const sinks = await store.transaction((tables) => tables.cursors.get(sinksName(watch)))
  outstanding.know(sinks === null ? [] : namesIn(sinks))
  const open: number[] = []
  for (let last = 0; ;) {
    const page = await store.transaction((tables) => tables.pictures.page(watch, last, perPage))
    for (const [productId, text] of page) {
      if (readSent(text)?.digest === inDoubt && outstanding.sentOf(productId) === undefined) open.push(productId)
    }
    if (page.length < perPage) break
    last = page.at(-1)?.[0] ?? Number.MAX_SAFE_INTEGER
  }
  return open
}

/** Stores the digests of the pictures that were answered. Throws STORE_*; then they are kept with the next ones. */
export async function keepAnswered(store: WatchStore, watch: string, outstanding: Outstanding): Promise<void> {
  for (let answered = outstanding.answered(); answered.size > 0; answered = outstanding.answered()) {
    const sinks = JSON.stringify([...outstanding.sinks].toSorted())
    await store.transaction(async (tables) => {
      await keepSent(tables, watch, answered)
      if (outstanding.sinks.size > 0 && (await tables.cursors.get(sinksName(watch))) !== sinks)
        await tables.cursors.put(sinksName(watch), sinks)
    })
    outstanding.kept(answered)
  }
}

function sinksName(watch: string): string {
  return `odoo-quant-watch sinks ${watch}`
}

function namesIn(text: string): string[] {
  const names: unknown = JSON.parse(text)
  return Array.isArray(names) ? names.filter((name) => typeof name === 'string') : []
}
