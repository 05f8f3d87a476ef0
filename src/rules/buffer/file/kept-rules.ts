import { largestId } from '../../../base/messages/bounds.ts'
import { compile } from '../../../base/messages/compile.ts'
import { ruleKinds, type RuleKind } from './rule-kind.ts'

/** How much a rule keeps back, as the dialog of the buffer node and the flow have it. */
export interface KeptAmount {
  readonly kind: RuleKind
  /** Units, percent or days, by the kind; 0 for one that keeps nothing back. */
  readonly value: number
}

/** One of both is there; the id of the Odoo product goes before the SKU. */
export interface KeptProduct {
  readonly sku?: string
  readonly productId?: number
}

interface KeptPlace {
  readonly locationId: string
  /** Name of the Shopify location, for people. */
  readonly location: string
}

/** All rules of a buffer node as the flow has them; `bufferRules` makes the domain's form of them. */
export interface KeptRules {
  readonly default: KeptAmount
  readonly perLocation: readonly (KeptAmount & KeptPlace)[]
  readonly perProduct: readonly (KeptAmount & KeptProduct)[]
  readonly perProductAtLocation: readonly (KeptAmount & KeptProduct & KeptPlace)[]
}

/** One rule, whatever it is for; with neither product nor location it is for everywhere. */
export interface KeptRule extends KeptAmount, KeptProduct, Partial<KeptPlace> {}

/** A rule as it may stand in a flow or a file: its amount is not yet known to make sense, and it may be for nothing. */
export interface WrittenRule extends KeptProduct, Partial<KeptPlace> {
  readonly kind: RuleKind
  readonly value?: number | null
}

const amount = {
  kind: { enum: Object.keys(ruleKinds) },
  value: { type: ['number', 'null'], description: 'Null and absent: nothing, for a rule that keeps nothing back.' },
} as const
const product = { sku: { type: 'string' }, productId: { type: 'integer', minimum: 1, maximum: largestId } } as const
const place = { locationId: { type: 'string', pattern: '^gid://shopify/Location/[0-9]+$' }, location: { type: 'string' } } as const

function written(properties: object, required: readonly string[]) {
  return { type: 'object', required: ['kind', ...required], properties: { ...amount, ...properties }, additionalProperties: false }
}

/** Schemas of the parts of `KeptRules`. The limits of an amount, and that a product has a name, are checked by `ruleProblem`. */
export const writtenRuleSchemas = {
  default: written({}, []),
  perLocation: written(place, ['locationId']),
  perProduct: written(product, []),
  perProductAtLocation: written({ ...product, ...place }, ['locationId']),
} as const

/** Whether something has the form of a rule of that part; `errors` says why not. */
export const isWrittenRule = {
  default: compile<WrittenRule>(writtenRuleSchemas.default),
  perLocation: compile<WrittenRule>(writtenRuleSchemas.perLocation),
  perProduct: compile<WrittenRule>(writtenRuleSchemas.perProduct),
  perProductAtLocation: compile<WrittenRule>(writtenRuleSchemas.perProductAtLocation),
} as const
