import type { Clock } from '../../../src/ports/clock.ts'
import type { Random } from '../../../src/ports/random.ts'
import type { AdjustmentGroup, QuantityChange } from './adjustment-group.ts'
import { Catalogue } from './catalogue.ts'
import type { DraftOrder } from './draft-order.ts'
import { IdSequence } from './id-sequence.ts'
import type { Level } from './level.ts'
import { LevelTable } from './level-table.ts'
import type { Location } from './location.ts'
import type { Metafield } from './metafield.ts'
import type { Order } from './order.ts'
import type { ShopEvent } from './shop-event.ts'

/** An event without what the state adds to it. */
type Told<E> = E extends ShopEvent ? Omit<E, 'eventId' | 'at'> : never

/** Everything a shop knows, and the one place that changes levels. */
export class ShopState {
  readonly ids = new IdSequence()
  readonly catalogue = new Catalogue(this.ids)
  readonly levels = new LevelTable()
  readonly locations = new Map<string, Location>()
  readonly orders = new Map<string, Order>()
  readonly drafts = new Map<string, DraftOrder>()
  readonly metafields = new Map<string, Metafield>()
  /** The inventory history, newest last; the oldest are forgotten. */
  readonly history: AdjustmentGroup[] = []
  readonly #clock: Pick<Clock, 'now'>
  readonly #random: Pick<Random, 'uuid'>
  readonly #tell: ((event: ShopEvent) => void) | undefined
  readonly #historyLimit: number

  constructor(options: {
    clock: Pick<Clock, 'now'>
    random: Pick<Random, 'uuid'>
    historyLimit: number
    tell: ((event: ShopEvent) => void) | undefined
  }) {
    this.#clock = options.clock
    this.#random = options.random
    this.#tell = options.tell
    this.#historyLimit = options.historyLimit
  }

  now(): number {
    return this.#clock.now()
  }

  /** One id for all that is told about one action. */
  newEventId(): string {
    return this.#random.uuid()
  }

  /** The level, when its item is stocked there. */
  stocked(itemId: string, locationId: string): Level | undefined {
    const level = this.levels.get(itemId, locationId)
    return level?.active === true ? level : undefined
  }

  tell(event: Told<ShopEvent>, eventId = this.newEventId()): void {
    this.#tell?.({ ...event, eventId, at: this.now() })
  }

  /** Writes levels as one action; tells of each whose `available` changed (shopify-facts 4). */
  write(levels: readonly Level[], eventId?: string): void {
    if (levels.length === 0) return
    const changed = new Set(levels.filter((level) => this.#sellable(level) !== level.available))
    const told = this.#tell === undefined ? [] : [...changed]
    const now = this.now()
    this.levels.write(
      levels.map((level) => (changed.has(level) ? { ...level, availableAt: now } : level)),
      now,
    )
    if (told.length === 0) return
    const id = eventId ?? this.newEventId()
    for (const { itemId, locationId } of told) this.tell({ topic: 'inventory_levels/update', itemId, locationId }, id)
  }

  /** Notes in the inventory history what changed, and why. */
  record(reason: string, referenceDocumentUri: string | null, changes: readonly QuantityChange[]): AdjustmentGroup {
    const id = this.ids.next('InventoryAdjustmentGroup')
    const group = { id, createdAt: this.now(), reason, referenceDocumentUri, changes }
    this.history.push(group)
    if (this.history.length > this.#historyLimit) this.history.shift()
    return group
  }

  #sellable(level: Level): number | undefined {
    return this.levels.get(level.itemId, level.locationId)?.available
  }
}
