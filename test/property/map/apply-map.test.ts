import assert from 'node:assert/strict'
import fc from 'fast-check'
import type { StockAt } from '../../../src/base/messages/picture.ts'
import { applyMap } from '../../../src/rules/map/apply-map.ts'
import type { MapRow } from '../../../src/rules/map/location-map.ts'
import { readyMap } from '../../../src/rules/map/ready-map.ts'
import { splitByPercent } from '../../../src/rules/map/aggregate.ts'
import { english } from '../../support/english.ts'
import { mapOf, picture, place, row, stockAt } from '../../support/pictures.ts'

const at = '2026-03-01T10:05:00Z'
type Place = ReturnType<typeof place>

/** A tree of locations below one root: the parent of location i is any earlier one. */
const tree = fc.array(fc.nat(), { minLength: 1, maxLength: 14 }).map((parents) => {
  const places: Place[] = [place('root', 1)]
  parents.forEach((pick, index) => {
    const parent = places[pick % places.length]
    if (parent !== undefined) places.push(place(`${parent.location}/${index}`, ...parent.path, index + 2))
  })
  return places
})

/** Eighths are exact in binary, so that sums can be compared to the digit. */
const amount = fc.integer({ min: -400, max: 4000 }).map((eighths) => eighths / 8)

const world = tree.chain((places) =>
  fc.record({
    places: fc.constant(places),
    stock: fc.array(fc.record({ at: fc.constantFrom(...places), quantity: amount, reserved: amount }), { maxLength: 20 }),
    sources: fc.subarray(places, { minLength: 1 }),
    excluded: fc.subarray(places),
  }),
)

interface Entry {
  readonly at: Place
  readonly quantity: number
  readonly reserved: number
}

/** The same rule told the other way round: walk down the tree and carry the decision of the last named location. */
function naive(
  places: readonly Place[],
  stock: readonly Entry[],
  sources: readonly Place[],
  excluded: readonly Place[],
): Map<number, Entry[]> {
  const found = new Map<number, Entry[]>()
  const walk = (node: Place, owner: number | undefined): void => {
    const id = node.locationId
    const now = excluded.includes(node) ? undefined : sources.includes(node) ? id : owner
    if (now !== undefined) found.set(now, [...(found.get(now) ?? []), ...stock.filter((entry) => entry.at === node)])
    for (const child of places) if (child.path.length === node.path.length + 1 && child.path.at(-2) === id) walk(child, now)
  }
  const [root] = places
  if (root !== undefined) walk(root, undefined)
  return found
}

const entries = (stock: readonly Entry[]): StockAt[] => stock.map((entry) => stockAt(entry.at, entry.quantity, entry.reserved))

function apply(places: readonly Place[], stock: readonly Entry[], rows: readonly MapRow[]) {
  const map = { ...readyMap(mapOf(row('any', 99, places.slice(0, 1))), english), rows: [] }
  const ready = rows.flatMap((each) => readyMapRows(each))
  return applyMap(picture(places.slice(0, 1), entries(stock)), { ...map, rows: ready }, english, at)
}

/** The lint refuses some of the generated rows; their arithmetic is tested all the same. */
function readyMapRows(each: MapRow) {
  const ids = (list: MapRow['sources']) => new Set(list.map(({ locationId }) => locationId))
  return [{ row: each, sources: ids(each.sources), excluded: ids(each.exclude), poolKey: each.id, alsoAt: [] }]
}

describe('aggregation over any tree of locations', () => {
  it('counts what a walk down the tree counts, once, with exclusions at any depth', () => {
    fc.assert(
      fc.property(world, ({ places, stock, sources, excluded }) => {
        const line = apply(places, stock, [row('r', 1, sources, { exclude: excluded })]).levels[0]
        const expected = [...naive(places, stock, sources, excluded).values()].flat()
        assert.equal(line?.quantity, expected.reduce((sum, entry) => sum + entry.quantity - entry.reserved, 0) + 0)
        assert.equal(line?.reserved, expected.reduce((sum, entry) => sum + entry.reserved, 0) + 0)
      }),
      { numRuns: 300 },
    )
  })

  it('largest and smallest are the sums of one source', () => {
    fc.assert(
      fc.property(world, fc.constantFrom('largest', 'smallest'), ({ places, stock, sources, excluded }, aggregate) => {
        const line = apply(places, stock, [row('r', 1, sources, { exclude: excluded, aggregate })]).levels[0]
        const owned = naive(places, stock, sources, excluded)
        const all = sources.map(({ locationId }) => owned.get(locationId) ?? [])
        const asked = aggregate === 'largest' ? all : all.filter((list) => list.length > 0)
        const sums = asked.map((list) => list.reduce((sum, entry) => sum + entry.quantity - entry.reserved, 0))
        const expected = sums.length === 0 ? 0 : aggregate === 'largest' ? Math.max(...sums) : Math.min(...sums)
        assert.equal(line?.quantity, expected + 0)
      }),
      { numRuns: 300 },
    )
  })

  it('does not depend on the order of stock, sources or rows', () => {
    fc.assert(
      fc.property(world, fc.infiniteStream(fc.nat()), ({ places, stock, sources, excluded }, stream) => {
        const shuffled = <T>(list: readonly T[]): T[] => {
          const keys = list.map(() => stream.next().value)
          return list
            .map((_, index) => index)
            .toSorted((one, other) => (keys[one] ?? 0) - (keys[other] ?? 0))
            .flatMap((index) => list.slice(index, index + 1))
        }
        const rows = [
          row('r', 1, sources, { exclude: excluded, sharedInFull: true }),
          row('s', 2, excluded.length > 0 ? excluded : sources, { sharedInFull: true }),
        ]
        const mixed = rows.map((each) => ({ ...each, sources: shuffled(each.sources), exclude: shuffled(each.exclude) }))
        const facts = (mapped: ReturnType<typeof apply>) =>
          mapped.levels
            .map((line) => [line.row, line.quantity, line.free, line.reserved])
            .toSorted((one, other) => String(one).localeCompare(String(other)))
        assert.deepEqual(facts(apply(places, shuffled(stock), shuffled(mixed))), facts(apply(places, stock, rows)))
      }),
      { numRuns: 200 },
    )
  })

  it('rows that split the tree between them count every unit once', () => {
    fc.assert(
      fc.property(world, ({ places, stock, excluded }) => {
        const [root] = places
        const parts = excluded.filter((part) => part !== root)
        if (root === undefined || parts.length === 0) return
        const rest = row('rest', 1, [root], { exclude: parts })
        const each = parts.map((part, index) =>
          row(`part${index}`, index + 2, [part], {
            exclude: parts.filter((other) => other !== part && other.path.includes(part.locationId)),
          }),
        )
        const { levels, failed } = applyMap(picture([root], entries(stock)), readyMap(mapOf(rest, ...each), english), english, at)
        assert.deepEqual(failed, [])
        const total = stock.reduce((sum, entry) => sum + entry.quantity - entry.reserved, 0)
        assert.equal(
          levels.reduce((sum, line) => sum + line.quantity, 0),
          total,
        )
      }),
      { numRuns: 200 },
    )
  })
})

describe('splitting by percent', () => {
  const quantity = fc.oneof(fc.integer({ min: -10, max: 1_000_000_000 }), fc.double({ min: -5, max: 1e6, noNaN: true }))
  /** Shares with two decimals that add up to 100. */
  const shares = fc.array(fc.integer({ min: 0, max: 10_000 }), { minLength: 0, maxLength: 8 }).map((cuts) => {
    const places = [0, ...cuts.toSorted((one, other) => one - other), 10_000]
    return places.slice(1).map((cut, index) => (cut - (places[index] ?? 0)) / 100)
  })

  it('loses no unit and gives none twice', () => {
    fc.assert(
      fc.property(quantity, shares, (units, percents) => {
        const parts = splitByPercent(units, percents)
        assert.equal(
          parts.reduce((sum, part) => sum + part, 0),
          Math.max(0, Math.floor(units)),
        )
        assert.ok(parts.every((part) => Number.isSafeInteger(part) && part >= 0))
      }),
      { numRuns: 500 },
    )
  })

  it('stays within one unit of the exact share, and gives nothing for a share of zero', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), shares, (units, percents) => {
        splitByPercent(units, percents).forEach((part, index) => {
          const percent = percents[index] ?? 0
          assert.ok(Math.abs(part - (units * percent) / 100) < 1 + 1e-6)
          if (percent === 0) assert.equal(part, 0)
        })
      }),
      { numRuns: 300 },
    )
  })

  it('leaves unsold what no share asks for', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), fc.integer({ min: 0, max: 100 }), (units, percent) => {
        assert.deepEqual(splitByPercent(units, [percent]), [Math.floor((units * percent) / 100)])
      }),
    )
  })
})
