import type { OrdersAt } from '../../../base/messages/picture.ts'
import { tidy } from '../../../base/messages/tidy.ts'
import type { Scope } from '../scope.ts'
import type { UnitsAt } from './order-units.ts'

/**
 * What a picture says of orders, in the order of location ids. Units that have gone on to another watched location stand by
 * themselves: whoever sells both has sent nothing off. What is owed may be owed from above the watched locations.
 */
export function ordersOf(
  units: ReadonlyMap<number, UnitsAt> = new Map(),
  owed: ReadonlyMap<number, number> = new Map(),
  { counting, above }: Pick<Scope, 'counting' | 'above'>,
): OrdersAt[] {
  const found: OrdersAt[] = []
  for (const [locationId, { reserved, sent }] of units) {
    const location = counting.get(locationId)
    if (location === undefined) continue
    let gone = 0
    for (const [to, quantity] of sent) {
      const next = counting.get(to)
      if (next === undefined) gone += quantity
      else found.push({ ...location, sent: tidy(quantity), to: [...next.path] })
    }
    found.push({ ...location, ...some('reserved', reserved), ...some('sent', gone) })
  }
  for (const [locationId, quantity] of owed) {
    const location = counting.get(locationId) ?? above.get(locationId)
    if (location !== undefined) found.push({ ...location, ...some('owed', quantity) })
  }
  const told = found.filter(({ reserved, sent, owed: needed }) => [reserved, sent, needed].some((one) => one !== undefined && one !== 0))
  return told.toSorted((one, other) => one.locationId - other.locationId || String(one.to ?? '').localeCompare(String(other.to ?? '')))
}

function some<Name extends string>(name: Name, quantity: number): { [key in Name]?: number } {
  const named: { [key in Name]?: number } = {}
  if (tidy(quantity) !== 0) named[name] = tidy(quantity)
  return named
}
