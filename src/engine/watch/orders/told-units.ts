import { tidy } from '../../../base/messages/tidy.ts'
import type { Sum } from '../quant-sums.ts'
import type { UnitsAt } from './order-units.ts'

type Units = ReadonlyMap<number, UnitsAt>
type Sums = ReadonlyMap<number, Sum>

/** Whether what transfers have reserved is what the stock says is reserved, at every location: both were read at one moment. */
export function isAsReserved(units: Units = new Map(), sums: Sums = new Map()): boolean {
  const places = new Set([...units.keys(), ...sums.keys()])
  return [...places].every((id) => tidy((units.get(id)?.reserved ?? 0) - (sums.get(id)?.reserved ?? 0)) === 0)
}

/** The same text for the same figures, in whatever order they came. */
export function toldOfUnits(units: Units = new Map(), sums: Sums = new Map()): string {
  const kept = ascending(units).map(([id, { reserved, sent }]) => [id, tidy(reserved), ascending(sent)])
  return JSON.stringify([kept, ascending(sums).map(([id, { reserved }]) => [id, tidy(reserved)])])
}

function ascending<Value>(map: ReadonlyMap<number, Value>): [number, Value][] {
  return [...map].toSorted(([one], [other]) => one - other)
}
