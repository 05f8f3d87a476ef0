/** An order of one of two shops; steps count everything that happens in the world. */
export interface SharedOrder {
  readonly id: string
  /** The shop. */
  readonly place: number
  readonly quantity: number
  readonly soldAt: number
  arrived: boolean
  reservedAt: number | null
}

/** What Odoo could ship for a shop when it was read. */
export interface SharedPicture {
  readonly step: number
  readonly free: number
}

/**
 * Checks every write to two shops of one stock at the instant that Shopify carries it out: never above what Odoo could ship in the
 * picture behind it, without what was sold in that shop, and without what the delivery knew to be sold in the other when it formed
 * the write, as far as the picture does not reserve it.
 */
export class SharedJudge {
  readonly violations: string[] = []
  /** Writes judged, and those that the knowledge of the other shop has bounded. */
  readonly count = { judged: 0, bounded: 0 }
  readonly #step: () => number
  readonly #orders: readonly SharedOrder[]
  readonly #available: (place: number) => number
  readonly #pictures = new Map<string, SharedPicture>()
  readonly #known = new Set<SharedOrder>()
  readonly #knownTo = new Map<string, ReadonlySet<SharedOrder>>()
  readonly #readAt = new Map<number, number>()
  readonly #observed = new Map<number, number>()

  constructor(step: () => number, orders: readonly SharedOrder[], available: (place: number) => number) {
    this.#step = step
    this.#orders = orders
    this.#available = available
  }

  picture(place: number, asOf: number, picture: SharedPicture): void {
    this.#pictures.set(`${place} ${asOf}`, picture)
  }

  /** A write goes out for the first time, or again: what is known at the first time is what it was formed with. */
  asked(key: string): void {
    if (!this.#knownTo.has(key)) this.#knownTo.set(key, new Set(this.#known))
  }

  /** An order has told of its units. */
  knows(order: SharedOrder): void {
    this.#known.add(order)
  }

  /** A level is read in Shopify. */
  reads(place: number): void {
    this.#readAt.set(place, this.#step())
  }

  /** What the delivery has read of a level is stored; `observed` names the reading. Then every sale before it is known. */
  look(place: number, observed: number | undefined): void {
    if (observed === undefined || this.#observed.get(place) === observed) return
    this.#observed.set(place, observed)
    const readAt = this.#readAt.get(place) ?? -1
    for (const order of this.#orders) if (order.place === place && order.soldAt <= readAt) this.#known.add(order)
  }

  check(place: number, key: string, before: number, quantity: number, asOf: number): void {
    const picture = this.#pictures.get(`${place} ${asOf}`)
    if (picture === undefined || before === this.#available(place)) return
    const known = this.#knownTo.get(key)
    const missing = this.#orders.filter(({ reservedAt }) => reservedAt === null || reservedAt > picture.step)
    const units = (orders: readonly SharedOrder[]): number => orders.reduce((sum, order) => sum + order.quantity, 0)
    const own = units(missing.filter((order) => order.place === place))
    const other = units(missing.filter((order) => order.place !== place && known?.has(order) === true))
    this.count.judged++
    if (other > 0 && quantity === Math.max(0, picture.free - own - other)) this.count.bounded++
    const limit = Math.max(0, picture.free - own - other)
    if (quantity > limit)
      this.violations.push(
        `step ${this.#step()}: wrote ${quantity} to shop ${place}, at most ${limit} could be sold: ${own} sold there, ${other} in the other`,
      )
  }
}
