import { odooOwnsStock } from '../../src/rules/direction/direction-policy.ts'
import { isPlainObject } from '../../src/base/plain-object.ts'

/** The policy as the dialog keeps it, in the form that the domain checks. */
export function directionPolicy(policies: unknown, exceptions: unknown): unknown {
  const rows = Array.isArray(exceptions) ? exceptions : []
  return {
    default: { ...odooOwnsStock.default, ...(isPlainObject(policies) ? policies : {}) },
    exceptions: merged(rows.filter(isPlainObject)),
  }
}

/** The dialog has a row per event; the domain has one exception per shop, location and product with all its events. */
function merged(rows: readonly Record<string, unknown>[]): object[] {
  const exceptions = new Map<string, { events: Record<string, unknown>; place: Record<string, unknown> }>()
  for (const { shop, location, product, event, policy } of rows) {
    const place: Record<string, unknown> = { ...named('shop', shop), ...named('locationId', location), ...named('sku', product) }
    const known = exceptions.get(JSON.stringify(place)) ?? { events: {}, place }
    known.events[String(event)] = policy
    exceptions.set(JSON.stringify(place), known)
  }
  return [...exceptions.values()].map(({ events, place }) => ({ ...place, events }))
}

function named(name: string, value: unknown): Record<string, unknown> {
  return value === undefined || value === '' ? {} : { [name]: value }
}
