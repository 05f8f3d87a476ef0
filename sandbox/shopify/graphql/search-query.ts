import { refusal } from './refusal.ts'

/** What a row can be searched by; times as milliseconds, everything else as text; of a list any one fits. */
export type SearchFields = Readonly<Record<string, string | number | null | readonly string[]>>

interface Term {
  readonly field: string
  readonly operator: string
  /** Any of them fits. */
  readonly values: readonly string[]
}

/**
 * A filter made of a `query` argument: `field:value` terms joined by blanks or AND, alternatives joined by OR, the
 * operators `:`, `:>`, `:>=`, `:<`, `:<=`, and a `*` at the end; alternatives in parentheses may be followed by AND and
 * one more term. A list with commas (`status:open,closed`) fits any of its values. In double quotes a backslash takes the next sign as it is. Fields that the simulator cannot search by are
 * refused, so that no filter is silently dropped. Without a query everything fits.
 */
export function searchFilter(query: string | null): (fields: SearchFields) => boolean {
  if (query === null || query.trim() === '') return () => true
  const both = /^\((.*)\)\s+AND\s+(.*)$/s.exec(query.trim())
  if (both !== null) {
    const filters = [searchFilter(both[1] ?? ''), searchFilter(both[2] ?? '')]
    return (fields) => filters.every((filter) => filter(fields))
  }
  const alternatives = alternativesOf(query).map(termsOf)
  return (fields) => alternatives.some((terms) => terms.every((term) => fits(term, fields)))
}

/** The parts between ORs; an OR between quotes belongs to its value. */
function alternativesOf(query: string): string[] {
  const parts = ['']
  for (const [token] of query.matchAll(/"(?:[^"\\]|\\.)*"|'[^']*'|\s+OR\s+|./gs)) {
    if (/^\s+OR\s+$/.test(token)) parts.push('')
    else parts.push(`${parts.pop() ?? ''}${token}`)
  }
  return parts
}

function termsOf(text: string): Term[] {
  const terms: Term[] = []
  let rest = text.trim()
  while (rest !== '') {
    const match = /^(?:AND\s+)?([a-z_]+):(>=|<=|>|<)?(?:'([^']*)'|"((?:[^"\\]|\\.)*)"|(\S+))(?:\s+|$)/.exec(rest)
    if (match === null) throw refusal('NOT_SIMULATED', `The simulated Shopify does not understand the search "${text}"`)
    const quoted = match[3] ?? match[4]?.replace(/\\(.)/g, '$1')
    const values = quoted === undefined ? (match[5] ?? '').split(',').filter((value) => value !== '') : [quoted]
    terms.push({ field: match[1] ?? '', operator: match[2] ?? ':', values })
    rest = rest.slice(match[0].length)
  }
  return terms
}

function fits({ field, operator, values }: Term, fields: SearchFields): boolean {
  const actual = fields[field]
  if (actual === undefined) throw refusal('NOT_SIMULATED', `The simulated Shopify cannot search by ${field}`)
  if (actual === null) return false
  const own = typeof actual === 'object' ? actual : [actual]
  return values.some((value) => own.some((one) => fitsValue(one, operator, value, field)))
}

function fitsValue(actual: string | number, operator: string, value: string, field: string): boolean {
  if (typeof actual === 'string' && operator === ':') return fitsText(actual.toLowerCase(), value.toLowerCase())
  const wanted = typeof actual === 'number' && /\D/.test(value) ? Date.parse(value) : Number(value)
  if (Number.isNaN(wanted) && field.endsWith('_at')) throw refusal('BAD_REQUEST', `Invalid timestamp for query filter \`${field}\`.`)
  const own = Number(actual)
  if (Number.isNaN(wanted) || Number.isNaN(own)) return false
  if (operator === '>') return own > wanted
  if (operator === '>=') return own >= wanted
  if (operator === '<') return own < wanted
  return operator === '<=' ? own <= wanted : own === wanted
}

function fitsText(actual: string, wanted: string): boolean {
  return wanted.endsWith('*') ? actual.startsWith(wanted.slice(0, -1)) : actual === wanted
}
