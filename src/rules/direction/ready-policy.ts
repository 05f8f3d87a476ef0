import { SyncError } from '../../base/error/sync-error.ts'
import { compile } from '../../base/messages/compile.ts'
import { unsafeKey } from '../../base/messages/unsafe-key.ts'
import { fieldName, problemOf } from '../../base/messages/violation.ts'
import type { Say } from '../../base/text/say.ts'
import { directionPolicySchema, type DirectionException, type DirectionPolicy } from './direction-policy.ts'

/** A checked policy; the exceptions stand in the order in which they are tried, the most specific first. */
export interface ReadyPolicy {
  readonly default: DirectionPolicy['default']
  readonly exceptions: readonly DirectionException[]
}

const validate = compile<DirectionPolicy>(directionPolicySchema)

/**
 * Checks a policy and makes it ready. Throws DIRECTION_POLICY_INVALID with the field in words, also for an exception that
 * names nothing, and for two exceptions that name the same thing.
 */
export function readyPolicy(policy: unknown, say: Say): ReadyPolicy {
  const unsafe = unsafeKey(policy)
  if (unsafe !== undefined) throw invalid(unsafe.join('.'), say('finding.field.unsafe'))
  if (!validate(policy)) {
    const violation = validate.errors?.[0] ?? { instancePath: '', keyword: 'type', params: { type: 'object' } }
    throw invalid(fieldName('policy', violation), problemOf(violation, say))
  }
  const seen = new Set<string>()
  const exceptions = policy.exceptions ?? []
  exceptions.forEach((exception, index) => {
    const field = `policy.exceptions[${index}]`
    if (specificity(exception) === 0)
      throw invalid(field, say('finding.field.either', { one: 'shop, locationId, productId', other: 'sku' }))
    const name = JSON.stringify([exception.shop, exception.locationId, exception.productId ?? exception.sku])
    if (seen.has(name)) throw invalid(field, say('finding.field.twice', { name }))
    seen.add(name)
  })
  return { default: policy.default, exceptions: exceptions.toSorted((one, other) => specificity(other) - specificity(one)) }
}

/** A product weighs more than a location, a location more than a shop; of two that are equal so far an id more than a SKU. */
function specificity({ productId, sku, locationId, shop }: DirectionException): number {
  const product = productId !== undefined || sku !== undefined
  return (product ? 8 : 0) + (locationId === undefined ? 0 : 4) + (shop === undefined ? 0 : 2) + (productId === undefined ? 0 : 1)
}

function invalid(field: string, problem: string): SyncError {
  return new SyncError('DIRECTION_POLICY_INVALID', { field, problem })
}
