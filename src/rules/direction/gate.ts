import type { Failure } from '../../base/error/failure.ts'
import { SyncError } from '../../base/error/sync-error.ts'
import { compile } from '../../base/messages/compile.ts'
import type { EventKind } from '../../base/messages/event-kind.ts'
import type { ShopifyTarget } from '../../base/messages/level.ts'
import type { OdooProduct } from '../../base/messages/odoo-product.ts'
import { subjectOf } from '../../base/messages/subject-of.ts'
import { traceStep } from '../../base/messages/trace-step.ts'
import type { TraceStep } from '../../base/messages/trace.ts'
import { unsafeKey } from '../../base/messages/unsafe-key.ts'
import { fieldName, firstViolation, problemOf } from '../../base/messages/violation.ts'
import { sentence, type Sentence } from '../../base/text/say.ts'
import {
  type AllowedWay,
  type Direction,
  type DirectionException,
  type DirectionPolicy,
  directionPolicySchema,
  isOpen,
} from './direction-policy.ts'

/** A checked policy; the exceptions stand in the order in which they are tried, the most specific first. */
export interface ReadyPolicy {
  readonly default: DirectionPolicy['default']
  readonly exceptions: readonly DirectionException[]
}

const validate = compile<DirectionPolicy>(directionPolicySchema)

/**
 * Checks a policy and makes it ready. Throws DIRECTION_POLICY_INVALID with the field, also for an exception that
 * names nothing, and for two exceptions that name the same thing.
 */
export function readyPolicy(policy: unknown): ReadyPolicy {
  const unsafe = unsafeKey(policy)
  if (unsafe !== undefined) throw invalid(unsafe.join('.'), sentence('finding.field.unsafe'))
  if (!validate(policy)) {
    const violation = firstViolation(validate)
    throw invalid(fieldName('policy', violation), problemOf(violation))
  }
  const seen = new Set<string>()
  const exceptions = policy.exceptions ?? []
  exceptions.forEach((exception, index) => {
    const field = `policy.exceptions[${index}]`
    if (specificity(exception) === 0)
      throw invalid(field, sentence('finding.field.either', { one: 'shop, locationId, productId', other: 'sku' }))
    const name = JSON.stringify([exception.shop, exception.locationId, exception.productId ?? exception.sku])
    if (seen.has(name)) throw invalid(field, sentence('finding.field.twice', { name }))
    seen.add(name)
  })
  return { default: policy.default, exceptions: exceptions.toSorted((one, other) => specificity(other) - specificity(one)) }
}

/** A product weighs more than a location, a location more than a shop; of two that are equal so far an id more than a SKU. */
function specificity({ productId, sku, locationId, shop }: DirectionException): number {
  const product = productId !== undefined || sku !== undefined
  return (product ? 8 : 0) + (locationId === undefined ? 0 : 4) + (shop === undefined ? 0 : 2) + (productId === undefined ? 0 : 1)
}

function invalid(field: string, problem: Sentence): SyncError {
  return new SyncError('DIRECTION_POLICY_INVALID', { field, problem })
}

/** What the gate looks at; every line that flows is one. A line without an event is an inventory_quantity. */
export interface GateLine {
  readonly event?: EventKind
  readonly odoo?: OdooProduct
  readonly shopify?: Partial<ShopifyTarget>
}

/** The answer of the gate, with the rule that gave it; `exception` is absent when the default did. */
export interface Verdict {
  readonly allowed: boolean
  readonly event: EventKind
  readonly direction: Direction
  readonly policy: AllowedWay
  readonly exception?: DirectionException
}

/**
 * Whether a line may go in a direction (requirement 3.2). A picture names no Shopify location yet, so exceptions for
 * locations only work behind the location map. `shop` is the shop of the flow, for lines that name none.
 */
export function gate(line: GateLine, direction: Direction, policy: ReadyPolicy, shop?: string): Verdict {
  const event = line.event ?? 'inventory_quantity'
  const exception = policy.exceptions.find((candidate) => candidate.events[event] !== undefined && fits(candidate, line, shop))
  const way = exception?.events[event] ?? policy.default[event]
  const verdict = { allowed: isOpen(way, direction), event, direction, policy: way }
  return exception === undefined ? verdict : { ...verdict, exception }
}

/** The step that a stopped line gets. */
export function stoppedStep(verdict: Verdict): TraceStep {
  return traceStep('direction-gate', 'direction-stopped', wordsOf(verdict))
}

/** A stopped line as a failure, for flows that want one (DIRECTION_STOPPED). */
export function stoppedFailure(line: GateLine, verdict: Verdict): Failure {
  return { code: 'DIRECTION_STOPPED', values: wordsOf(verdict), subject: subjectOf(line) }
}

function wordsOf({ event, direction, policy }: Verdict): { event: string; direction: Sentence; policy: Sentence } {
  return { event, direction: sentence(`finding.word.${direction}`), policy: sentence(`finding.word.${policy}`) }
}

function fits(exception: DirectionException, line: GateLine, shop: string | undefined): boolean {
  if (exception.shop !== undefined && exception.shop !== (line.shopify?.shop ?? shop)) return false
  if (exception.locationId !== undefined && exception.locationId !== line.shopify?.locationId) return false
  if (exception.productId !== undefined) return exception.productId === line.odoo?.productId
  return exception.sku === undefined || exception.sku === (line.odoo?.sku ?? line.shopify?.sku)
}
