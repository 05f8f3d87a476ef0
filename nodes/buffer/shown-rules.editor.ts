import { type BufferAmount, amountFault, isKind } from '../../src/rules/buffer/amounts.ts'
import {
  type BufferRule,
  type BufferRules,
  type RuleProduct,
  ruleList,
  spelledRule,
  subjectOf,
} from '../../src/rules/buffer/buffer-rules.ts'
import { asList, asText, isPlainObject } from '../editor/plain.ts'

interface ShownRules {
  readonly rules: BufferRules
  /** How many parts of the rules the dialog cannot show; the running node refuses them. */
  readonly strange: number
}

const nothing: BufferAmount = { kind: 'none', value: 0 }
const lists = ['perLocation', 'perProduct', 'perProductAtLocation'] as const
/** What a rule of each list may have beside its amount. */
const names: Readonly<Record<(typeof lists)[number], readonly string[]>> = {
  perLocation: ['locationId', 'location'],
  perProduct: ['sku', 'productId'],
  perProductAtLocation: ['sku', 'productId', 'locationId', 'location'],
}

/**
 * The rules of a flow as the dialog shows them. A flow that was written by hand may have them as the domain does
 * (`{ "units": 5 }`), or anything else.
 */
export function shownRules(written: unknown): ShownRules {
  if (written === undefined) return shownRules({})
  if (!isPlainObject(written)) return { rules: { default: nothing, perLocation: [], perProduct: [], perProductAtLocation: [] }, strange: 1 }
  const everywhere = written['default'] === undefined ? nothing : amountOf(written['default'])
  const [perLocation, perProduct, perProductAtLocation] = lists.map((list) =>
    asList(written[list]).flatMap((entry) => ruleOf(entry, names[list]) ?? []),
  )
  const rules: BufferRules = {
    default: everywhere ?? nothing,
    perLocation: (perLocation ?? []).map(placed),
    perProduct: perProduct ?? [],
    perProductAtLocation: (perProductAtLocation ?? []).map(placed),
  }
  const unlisted = lists.filter((list) => written[list] !== undefined && !Array.isArray(written[list])).length
  const unread = lists.reduce((sum, list) => sum + asList(written[list]).length - rules[list].length, 0)
  const unknown = Object.keys(written).filter((name) => name !== 'default' && !lists.some((list) => list === name)).length
  return { rules, strange: unlisted + unread + unknown + (everywhere === undefined ? 1 : 0) }
}

function placed(rule: BufferRule): BufferRule & { locationId: string; location: string } {
  return { ...rule, locationId: rule.locationId ?? '', location: rule.location ?? '' }
}

function ruleOf(entry: unknown, known: readonly string[]): BufferRule | undefined {
  const amount = amountOf(entry)
  if (amount === undefined || !isPlainObject(entry)) return undefined
  const own = 'kind' in entry ? ['kind', 'value'] : ['buffer']
  if (Object.keys(entry).some((name) => !known.includes(name) && !own.includes(name))) return undefined
  const { locationId, location } = entry
  return {
    ...productOf(entry),
    ...(typeof locationId === 'string' ? { locationId, location: asText(location) } : {}),
    ...amount,
  }
}

function productOf({ sku, productId }: Readonly<Record<string, unknown>>): RuleProduct {
  return {
    ...(typeof sku === 'string' ? { sku } : {}),
    ...(typeof productId === 'number' ? { productId } : {}),
  }
}

function amountOf(entry: unknown): BufferAmount | undefined {
  if (!isPlainObject(entry)) return undefined
  const { kind, value } = spelledRule(entry) ?? {}
  return isKind(kind) ? { kind, value: kind === 'none' ? 0 : numberOf(value) } : undefined
}

function numberOf(value: unknown): number {
  const text = asText(value).trim()
  return text === '' ? Number.NaN : Number(text)
}

type BufferComplaint = 'amount' | 'percent' | 'days' | 'sku' | 'location'

/** What is wrong with the rules, or null. */
export function complaintAbout(rules: BufferRules): BufferComplaint | null {
  for (const amount of amountsOf(rules)) {
    const complaint = complaintAboutAmount(amount)
    if (complaint !== null) return complaint
  }
  if ([...rules.perProduct, ...rules.perProductAtLocation].some(namesNoProduct)) return 'sku'
  if ([...rules.perLocation, ...rules.perProductAtLocation].some((rule) => rule.locationId === '')) return 'location'
  return null
}

/** What is wrong with one amount, or null. */
export function complaintAboutAmount({ kind, value }: BufferAmount): 'amount' | 'percent' | 'days' | null {
  const found = Number.isFinite(value) ? amountFault(kind, value) : amountFault(kind, null)
  if (kind === 'none' || found === undefined) return null
  if (found.fault === 'maximum' && kind !== 'fixed') return kind === 'percent' ? 'percent' : 'days'
  return 'amount'
}

/** What two rules are for, in words; null when every rule is for something of its own. The running node refuses such rules. */
export function namedTwice(rules: BufferRules): string | null {
  const seen = new Set<string>()
  const again = ruleList(rules).find((rule) => seen.size === seen.add(subjectOf(rule)).size)
  if (again === undefined) return null
  const { sku, productId, locationId, location } = again
  return [productId === undefined ? sku : `#${productId}`, location || locationId].filter(Boolean).join(', ')
}

/** Whether any rule goes by recent sales, for which Odoo must be asked. */
export function goesBySales(rules: BufferRules): boolean {
  return amountsOf(rules).some(({ kind }) => kind === 'sales')
}

function amountsOf({ default: everywhere, perLocation, perProduct, perProductAtLocation }: BufferRules): BufferAmount[] {
  return [everywhere, ...perLocation, ...perProduct, ...perProductAtLocation]
}

function namesNoProduct({ sku = '', productId }: RuleProduct): boolean {
  return sku.trim() === '' && productId === undefined
}
