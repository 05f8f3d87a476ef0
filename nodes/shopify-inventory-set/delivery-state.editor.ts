import { asList, asText, isPlainObject, type PlainObject } from '../editor/plain.ts'

/** What the panel shows of a delivery. */
export interface ShownState {
  readonly waiting: number
  readonly failed: number
  readonly freeze: { readonly at: number; readonly note: string; readonly first: boolean } | null
  readonly stopped: readonly { readonly locationId: string; readonly location: string; readonly examples: readonly string[] }[]
}

export interface ShownHold {
  readonly id: string
  readonly inventoryItemId: string
  readonly locationId: string
  readonly order: string | null
  readonly quantity: number
}

/** Why one level shows its number. */
export interface ShownWhy {
  readonly location: string
  readonly target: number | null
  readonly reasons: readonly string[]
  /** Of this level alone: a hold at another level of the same stock is ended there. */
  readonly holds: readonly ShownHold[]
}

export function readState(answer: unknown): ShownState {
  const state = isPlainObject(answer) ? answer : {}
  const freeze = isPlainObject(state['freeze']) ? state['freeze'] : null
  return {
    waiting: asCount(state['waiting']) + asCount(state['sending']),
    failed: asCount(state['failed']),
    freeze: freeze && { at: asCount(freeze['at']), note: asText(freeze['note']), first: freeze['first'] === true },
    stopped: asList(state['stopped'])
      .filter(isPlainObject)
      .map((one) => {
        const run = isPlainObject(one['run']) ? one['run'] : {}
        return { locationId: asText(one['locationId']), location: asText(one['location']), examples: asList(run['examples']).map(asText) }
      }),
  }
}

/** Reads the answer to `why` for a SKU. */
export function readWhy(answer: unknown): ShownWhy[] {
  const levels = isPlainObject(answer) ? asList(answer['levels']).filter(isPlainObject) : []
  return levels.map((why) => {
    const level = isPlainObject(why['level']) ? why['level'] : {}
    const record = isPlainObject(why['record']) ? why['record'] : {}
    const wanted = isPlainObject(record['wanted']) ? record['wanted'] : {}
    const shopify = isPlainObject(wanted['shopify']) ? wanted['shopify'] : {}
    const holds = asList(why['holds']).filter(isPlainObject).map(readHold)
    return {
      location: asText(shopify['location']) || asText(level['locationId']),
      target: typeof why['target'] === 'number' ? why['target'] : null,
      reasons: asList(why['trace'])
        .filter(isPlainObject)
        .map((step) => asText(step['text'])),
      holds: holds.filter((hold) => hold.locationId === level['locationId'] && hold.inventoryItemId === level['inventoryItemId']),
    }
  })
}

function readHold(hold: PlainObject): ShownHold {
  const order = asText(hold['order'])
  return {
    id: asText(hold['id']),
    inventoryItemId: asText(hold['inventoryItemId']),
    locationId: asText(hold['locationId']),
    order: order === '' ? null : order,
    quantity: asCount(hold['quantity']),
  }
}

function asCount(value: unknown): number {
  return typeof value === 'number' ? value : 0
}
