import { places, type Place } from './places.ts'

/** A picture of Odoo may be so old when it is written, in milliseconds: a poll and two calls. */
const pictureAge = 15_000

interface Account {
  /** What Odoo can ship without the orders of Shopify, with the time since when. */
  supply: { readonly at: number; readonly units: number }[]
  /** Sold in Shopify, and not cancelled. */
  sold: number
}

/**
 * Keeps the books of both systems: what is due at a level is what Odoo can ship, less everything that Shopify has sold, whether
 * Odoo knows the order or not. What is shown above it can be sold twice, what is shown below it is hidden.
 */
export class Judge {
  /** Units that writes have offered beyond what could be due by any picture of their time. */
  oversold = 0
  /** Units sold below a level of which fewer were due. Only where Odoo has less meanwhile can these be no fault. */
  readonly overwritten: string[] = []
  hiddenSeconds = 0
  readonly #now: () => number
  readonly #shown: (place: Place) => number
  readonly #accounts = new Map<Place, Account>()
  readonly #firstSent = new Map<string, number>()

  constructor(now: () => number, shown: (place: Place) => number) {
    this.#now = now
    this.#shown = shown
    for (const place of places) this.#accounts.set(place, { supply: [{ at: now(), units: place.stock }], sold: 0 })
  }

  /** Odoo has so many more (or fewer) for a reason other than an order of Shopify. */
  supply(place: Place, units: number): void {
    const account = this.#account(place)
    account.supply.push({ at: this.#now(), units: (account.supply.at(-1)?.units ?? 0) + units })
    if (account.supply.length > 200) account.supply.splice(0, 100)
  }

  /** Shopify has sold so many, or taken them back. */
  sold(place: Place, units: number): void {
    this.#account(place).sold += units
  }

  asked(key: string): void {
    if (!this.#firstSent.has(key)) this.#firstSent.set(key, this.#now())
  }

  written({ place, key, quantity }: { readonly place: Place; readonly key: string; readonly quantity: number }): void {
    const since = Math.min(this.#now(), this.#firstSent.get(key) ?? this.#now()) - pictureAge
    const { supply, sold } = this.#account(place)
    const before = supply.findLastIndex(({ at }) => at <= since)
    const most = Math.max(...supply.slice(Math.max(0, before)).map(({ units }) => units))
    const excess = quantity - Math.max(0, most - sold)
    if (excess <= 0) return
    this.oversold += excess
    this.overwritten.push(
      `${new Date(this.#now()).toISOString().slice(11, 19)} ${place.sku} ${place.warehouse}: ${quantity}, due ${most - sold}`,
    )
  }

  due(place: Place): number {
    const { supply, sold } = this.#account(place)
    return (supply.at(-1)?.units ?? 0) - sold
  }

  /** Once a second. */
  tick(): void {
    this.hiddenSeconds += this.hidden()
  }

  /** Units that could be sold and are not shown. */
  hidden(): number {
    return places.reduce((sum, place) => sum + Math.max(0, this.due(place) - this.#shown(place)), 0)
  }

  /** Units that are shown and not due. */
  above(): number {
    return places.reduce((sum, place) => sum + Math.max(0, this.#shown(place) - Math.max(0, this.due(place))), 0)
  }

  /** Levels that show another number than is due. */
  wrong(): Place[] {
    return places.filter((place) => this.#shown(place) !== Math.max(0, this.due(place)))
  }

  #account(place: Place): Account {
    const account = this.#accounts.get(place)
    if (account === undefined) throw new Error(`there is no ${place.sku} at ${place.warehouse}`)
    return account
  }
}
