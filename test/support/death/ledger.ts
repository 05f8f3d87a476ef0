import type { Demo } from '../../../sandbox/demo/start-demo.ts'
import type { Room } from '../excuse.ts'
import { type Moment, type Verdict, verdictOf } from './level-verdict.ts'
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
  /** The value it replaced; null when it did not compare. */
  readonly compare: number | null
  readonly quantity: number
}

/** When a picture of Odoo was read: after `from` and before `until`. */
interface Reading {
  readonly from: number
  readonly until: number
}

/** What all writes together came to. */
export interface Balance {
  /** About the writes that broke the rule. */
  readonly sentences: string[]
  readonly levels: string[]
  /** Writes that were held to their own picture. */
  readonly exact: number
  /** How often two histories looked the same, writes to those levels since, and how many of these that excuses. */
  readonly coincidences: number
  readonly afterOne: number
  readonly excused: number
}

/**
 * The truth about both systems over time, kept by the test that makes everything happen, and the rule that every write is
 * measured by: never above what Odoo could ship when the picture was read, minus the buffer, minus what Shopify had sold
 * and that picture does not reserve; beyond that only what a coincidence excuses.
 */
export class Ledger {
  readonly writes: Write[] = []
  readonly #demo: Demo
  readonly #versions = new Map<string, Version[]>()
  readonly #sales = new Map<string, { at: number; quantity: number }[]>()
  readonly #readings = new Map<number, Reading>()
  readonly #notes = new Map<string, [number, string][]>()
  readonly #asOf = new Map<string, number>()
  readonly #moments = new Map<string, Moment[]>()

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

  /** Shopify has carried out a row. */
  written(write: Write): void {
    this.writes.push(write)
    this.met(write.level, { what: 'written', ...write })
  }

  /** Something that a level met, in the order of Shopify. */
  met(level: string, moment: Moment): void {
    const moments = this.#moments.get(level) ?? []
    moments.push(moment)
    this.#moments.set(level, moments)
  }

  broken(): Balance {
    const verdicts = mappedLevels.map((level) => ({ ...level, ...this.#verdict(level.name) }))
    const guilty = verdicts.filter(({ broken }) => broken.length > 0)
    return {
      sentences: guilty.flatMap(({ name, sku, broken }) =>
        broken.map(
          ({ moment: { at, quantity }, limit }) =>
            `${new Date(at).toISOString()}: wrote ${quantity} of ${sku} (${name}), at most ${limit} could be sold`,
        ),
      ),
      levels: guilty.map(({ name }) => name),
      exact: this.writes.filter((write) => this.#ownReading(write) !== undefined).length,
      coincidences: verdicts.reduce((sum, { coincidences }) => sum + coincidences.length, 0),
      afterOne: verdicts.reduce((sum, { afterOne }) => sum + afterOne, 0),
      excused: verdicts.reduce((sum, { excused }) => sum + excused, 0),
    }
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
      ...(this.#moments.get(level) ?? []).flatMap((moment): [number, string][] => {
        if (moment.what === 'read') return [[moment.at, `read: ${moment.shown}`]]
        if (moment.what !== 'doubted') return []
        return [[moment.at, `not carried out, and nobody knows: ${moment.compare} → ${moment.target} by ${moment.key}`]]
      }),
      ...this.#verdict(level).coincidences.map(({ at, units }): [number, string] => [at, `two histories look the same, ${units} units`]),
      ...(this.#notes.get(level) ?? []),
    ]
    return moments.toSorted(([one], [other]) => one - other).map(([at, what]) => `${new Date(at).toISOString().slice(11)} ${what}`)
  }

  /** Something else that is worth to stand in the chronicle of a level. */
  note(level: string, at: number, what: string): void {
    const notes = this.#notes.get(level) ?? []
    notes.push([at, what])
    this.#notes.set(level, notes)
  }

  #verdict(level: string): Verdict {
    return verdictOf(this.#moments.get(level) ?? [], (moment) => {
      const isWrite = moment.what === 'written'
      const reading = isWrite ? this.#ownReading({ level, key: moment.key }) : this.#readings.get(moment.asOf)
      if (reading !== undefined) return this.#rooms(level, moment.at, [reading])
      return isWrite ? this.#rooms(level, moment.at, this.#possible(level, moment.at)) : []
    })
  }

  #ownReading({ key, level }: Pick<Write, 'key' | 'level'>): Reading | undefined {
    const asOf = this.#asOf.get(`${key} ${level}`)
    return asOf === undefined ? undefined : this.#readings.get(asOf)
  }

  #rooms(level: string, at: number, readings: readonly Reading[]): Room[] {
    const sold = this.#soldBefore(level, at)
    return (this.#versions.get(level) ?? [])
      .filter(({ from, until }) => readings.some((reading) => from <= reading.until && until >= reading.from))
      .map(({ free, imported }) => ({ wanted: Math.max(0, Math.floor(free) - keptBack), missing: sold - imported }))
  }

  /** A write whose answer never came is not told of. Its picture was not older than that of an earlier write. */
  #possible(level: string, at: number): Reading[] {
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
