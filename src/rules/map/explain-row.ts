import type { KitComponent } from '../../base/messages/picture.ts'
import { traceStep } from '../../base/messages/trace-step.ts'
import type { TraceStep } from '../../base/messages/trace.ts'
import { tidy } from '../../base/messages/tidy.ts'
import { offered, type Aggregate } from './aggregate.ts'
import { basisOf } from './location-map.ts'
import type { KitStock, PastDate, RowStock, SourceStock } from './stock-of-row.ts'
import type { ReadyRow } from './ready-map.ts'

const by = 'location-map'

/** A share of a stock, for the trace. */
export interface Shared {
  readonly percent: number
  readonly total: number
  readonly quantity: number
}

/** Why a row has its number: one step per source, then what is left out, how sources became one number, and the share. */
export function explainRow(ready: ReadyRow, stock: RowStock, aggregate: Aggregate, share: Shared | undefined): TraceStep[] {
  const { row, alsoAt } = ready
  const pooled = row.aggregate === 'sum' ? stock.kit : undefined
  const steps = pooled === undefined ? stock.sources.flatMap((source) => explainSource(source, ready)) : explainKit(pooled, ready)
  for (const { location, quantity } of stock.leftOut) steps.push(traceStep(by, 'left-out', { quantity: tidy(quantity), location }))
  if (stock.sources.length > 1 && pooled === undefined) {
    const values = { quantity: aggregate.quantity, count: stock.sources.length }
    const location = aggregate.decidedBy?.place.location ?? '-'
    steps.push(row.aggregate === 'sum' ? traceStep(by, 'sum-of', values) : traceStep(by, `${row.aggregate}-of`, { ...values, location }))
  }
  if (share !== undefined) steps.push(traceStep(by, 'share-of', { ...share }))
  if (alsoAt.length > 0) steps.push(traceStep(by, 'shared-in-full', { others: alsoAt.join(', ') }))
  return steps
}

/** One step per part, and the part that decides; demand in kits, because its parts are not of one kind. */
function explainKit({ parts, bottleneck, demand }: KitStock, { row }: ReadyRow): TraceStep[] {
  const steps = parts.flatMap(({ component, free, kits, past }) => [
    traceStep(by, 'kit-part', { component: nameOf(component), quantity: free, per: tidy(component.per), kits }),
    ...explainPast(past, nameOf(component)),
  ])
  if (bottleneck !== undefined)
    steps.push(traceStep(by, 'kit-bottleneck', { quantity: bottleneck.kits, component: nameOf(bottleneck.component) }))
  if (demand > 0) steps.push(...explainDemand(demand, row.shopifyLocation, row))
  return steps
}

function nameOf({ sku, name }: KitComponent): string {
  return sku ?? name
}

/** What Odoo would not reserve: a lot past its date, at a location or of a part of a kit. */
function explainPast(past: PastDate | undefined, of: string): TraceStep[] {
  return past === undefined ? [] : [traceStep(by, `past-${past.date}`, { quantity: past.quantity, of })]
}

function explainSource(source: SourceStock, { row }: ReadyRow): TraceStep[] {
  const { location } = source.place
  const { reserved, demand, quantity: physical } = source
  const steps: TraceStep[] = []
  if (!source.carried) steps.push(traceStep(by, 'nothing-at', { location }))
  else if (basisOf(row) === 'on-hand') steps.push(traceStep(by, 'physical-at', { quantity: offered(source, row), location }))
  else {
    const quantity = tidy(physical - reserved)
    const values = { quantity, location, physical, reserved }
    steps.push(reserved === 0 ? traceStep(by, 'free-at', { quantity, location }) : traceStep(by, 'free-at-reserved', values))
  }
  steps.push(...explainPast(source.past, location))
  return demand > 0 ? [...steps, ...explainDemand(demand, location, row)] : steps
}

function explainDemand(demand: number, location: string, row: ReadyRow['row']): TraceStep[] {
  const basis = basisOf(row)
  if (basis === 'on-hand') return []
  return [traceStep(by, basis === 'free' ? 'demand-not-off' : 'demand-off', { demand: tidy(demand), location })]
}
