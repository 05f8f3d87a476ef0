import type { Demo } from '../../../sandbox/demo/start-demo.ts'
import { keptBack, mappedLevels, type MappedLevel } from './mapped-level.ts'

/** What Odoo had at one level for a while. Times are clock times in milliseconds, `until` open at the end. */
interface Version {
  readonly from: number
  until: number
  readonly free: number
  /** Units of Shopify's orders that Odoo had reserved by then. */
  readonly imported: number
}

/** A row that Shopify carried out. */
export interface Write {
  readonly level: string
  readonly key: string
  readonly at: number
  readonly quantity: number
}

/** When a picture of Odoo was read: after `from` and before `until`. */
interface Reading {
  readonly from: number
  readonly until: number
}

/**
 * The truth about both systems over time, kept by the test that makes everything happen, and the rule that every write is
 * measured by: never above what Odoo could ship when the picture was read, minus the buffer, minus what Shopify had sold
 * and that picture does not reserve.
 */
export class Ledger {
  readonly writes: Write[] = []
  /** Levels where two histories look the same, and since when: nobody can tell which one happened (docs/adr/0005). */
  readonly coincidences = new Map<string, number>()
  readonly #demo: Demo
  readonly #versions = new Map<string, Version[]>()
  readonly #sales = new Map<string, { at: number; quantity: number }[]>()
  readonly #readings = new Map<number, Reading>()
  readonly #notes = new Map<string, [number, string][]>()
  readonly #asOf = new Map<string, number>()

  constructor(demo: Demo) {
    this.#demo = demo
    for (const level of mappedLevels) this.#keep(level, 0, 0)
  }

  free(level: MappedLevel): number {
    return this.#demo.odoo.driver.free({ sku: level.sku, ...level.place })
  }

  /** What Odoo keeps for orders at the places of a level. */
  reserved({ sku, place: { location, without = [] } }: MappedLevel): number {
    const isIn = (name: string, top: string): boolean => name === top || name.startsWith(`${top}/`)
    const lines = this.#demo.odoo.driver.truth().filter((line) => line.sku === sku && isIn(line.location, location))
    return lines.filter((line) => !without.some((top) => isIn(line.location, top))).reduce((sum, line) => sum + line.reserved, 0)
  }

  shown(level: MappedLevel): number {
    return this.#demo.shopify.model.readLevels([level])[0]?.available ?? 0
  }

  /** What Shopify has to show once everything is known to both. */
  due(level: MappedLevel): number {
    return Math.max(0, Math.floor(this.free(level)) - keptBack)
  }

  /** Sold in Shopify and not in Odoo yet. */
  outstanding(level: MappedLevel): number {
    return this.#soldBefore(level.name, Infinity) - (this.#versions.get(level.name)?.at(-1)?.imported ?? 0)
  }

  /** Does something in Odoo that changes one level; `imported`: units of a Shopify order that it reserves. */
  async inOdoo<T>(level: MappedLevel, work: () => Promise<T>, imported = 0): Promise<T> {
    const from = Date.now()
    const result = await work()
    this.#keep(level, from, imported)
    return result
  }

  sold(level: MappedLevel, quantity: number): void {
    const sales = this.#sales.get(level.name) ?? []
    this.#sales.set(level.name, [...sales, { at: Date.now(), quantity }])
  }

  /** A picture that Odoo's watch gave out. */
  read(asOf: number, reading: Reading): void {
    if (!this.#readings.has(asOf)) this.#readings.set(asOf, reading)
  }

  /** Which picture a write stood on, as the delivery tells when the write is settled. */
  stoodOn(key: string, level: string, asOf: number): void {
    this.#asOf.set(`${key} ${level}`, asOf)
  }

  /** Sentences about the writes that broke the rule; `exact` counts those that were held to their own picture. */
  broken(): { sentences: string[]; levels: string[]; exact: number } {
    let exact = 0
    const levels = new Set<string>()
    const sentences = this.writes.flatMap((write) => {
      const asOf = this.#asOf.get(`${write.key} ${write.level}`)
      const own = asOf === undefined ? undefined : this.#readings.get(asOf)
      if (own !== undefined) exact++
      const limit = this.#limit(write, own === undefined ? this.#possible(write) : [own])
      if (write.quantity <= limit || write.at >= (this.coincidences.get(write.level) ?? Infinity)) return []
      levels.add(write.level)
      const sku = mappedLevels.find(({ name }) => name === write.level)?.sku ?? ''
      return [`${new Date(write.at).toISOString()}: wrote ${write.quantity} of ${sku} (${write.level}), at most ${limit} could be sold`]
    })
    return { sentences, levels: [...levels], exact }
  }

  /** Everything that is known about one level, in the order of time, for the eyes of whoever looks for the cause. */
  chronicle(level: string): string[] {
    const moments: [number, string][] = [
      ...(this.#versions.get(level) ?? []).map(({ from, free, imported }): [number, string] => [
        from,
        `Odoo has ${free} free, ${imported} of Shopify's sales reserved`,
      ]),
      ...(this.#sales.get(level) ?? []).map(({ at, quantity }): [number, string] => [at, `Shopify sells ${quantity}`]),
      ...this.writes
        .filter((write) => write.level === level)
        .map(({ at, quantity, key }): [number, string] => [
          at,
          `Shopify is set to ${quantity} by ${key}, picture ${this.#asOf.get(`${key} ${level}`) ?? 'unknown'}`,
        ]),
      ...(this.#notes.get(level) ?? []),
    ]
    return moments.toSorted(([one], [other]) => one - other).map(([at, what]) => `${new Date(at).toISOString().slice(11)} ${what}`)
  }

  /** From now on, writes to this level are not held to the rule. */
  coincides(level: string, at: number): void {
    if (this.coincidences.has(level)) return
    this.coincidences.set(level, at)
    this.note(level, at, 'two histories look the same')
  }

  /** Something else that is worth to stand in the chronicle of a level. */
  note(level: string, at: number, what: string): void {
    const notes = this.#notes.get(level) ?? []
    notes.push([at, what])
    this.#notes.set(level, notes)
  }

  #limit({ level, at }: Write, readings: readonly Reading[]): number {
    const sold = this.#soldBefore(level, at)
    const versions = (this.#versions.get(level) ?? []).filter(({ from, until }) =>
      readings.some((reading) => from <= reading.until && until >= reading.from),
    )
    return Math.max(0, ...versions.map(({ free, imported }) => Math.floor(free) - keptBack - (sold - imported)))
  }

  /** A write whose answer never came is not told of. Its picture was not older than that of an earlier write. */
  #possible({ level, at }: Write): Reading[] {
    const earlier = this.writes.filter((write) => write.level === level && write.at < at)
    const oldest = Math.max(0, ...earlier.map(({ key }) => this.#asOf.get(`${key} ${level}`) ?? 0))
    return [...this.#readings].flatMap(([asOf, reading]) => (asOf >= oldest && reading.from <= at ? [reading] : []))
  }

  #soldBefore(level: string, at: number): number {
    return (this.#sales.get(level) ?? []).reduce((sum, sale) => sum + (sale.at < at ? sale.quantity : 0), 0)
  }

  #keep(level: MappedLevel, from: number, imported: number): void {
    const versions = this.#versions.get(level.name) ?? []
    const before = versions.at(-1)
    if (before !== undefined) before.until = Date.now()
    versions.push({ from, until: Infinity, free: this.free(level), imported: (before?.imported ?? 0) + imported })
    this.#versions.set(level.name, versions)
  }
}
