import type { KeptAmount, KeptProduct, KeptRule, KeptRules } from '../../src/rules/buffer/file/kept-rules.ts'
import { kinds } from '../../src/rules/buffer/file/rule-kind.ts'
import { asList, asText, isPlainObject } from '../editor/plain.ts'

interface ShownRules {
  readonly rules: KeptRules
  /** How many parts of the rules the dialog cannot show; the running node refuses them. */
  readonly strange: number
}

const nothing: KeptAmount = { kind: 'none', value: 0 }
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
  const rules: KeptRules = {
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

function placed(rule: KeptRule): KeptRule & { locationId: string; location: string } {
  return { ...rule, locationId: rule.locationId ?? '', location: rule.location ?? '' }
}

function ruleOf(entry: unknown, known: readonly string[]): KeptRule | undefined {
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

function productOf({ sku, productId }: Readonly<Record<string, unknown>>): KeptProduct {
  return {
    ...(typeof sku === 'string' ? { sku } : {}),
    ...(typeof productId === 'number' ? { productId } : {}),
  }
}

function amountOf(entry: unknown): KeptAmount | undefined {
  if (!isPlainObject(entry)) return undefined
  const kind = kinds.find((one) => one === entry['kind'])
  if (kind !== undefined) return { kind, value: kind === 'none' ? 0 : numberOf(entry['value']) }
  const { units, percent, salesDays } = isPlainObject(entry['buffer']) ? entry['buffer'] : entry
  if (units !== undefined) return { kind: 'fixed', value: numberOf(units) }
  if (percent !== undefined) return { kind: 'percent', value: numberOf(percent) }
  return salesDays === undefined ? undefined : { kind: 'sales', value: numberOf(salesDays) }
}

function numberOf(value: unknown): number {
  const text = asText(value).trim()
  return text === '' ? Number.NaN : Number(text)
}
