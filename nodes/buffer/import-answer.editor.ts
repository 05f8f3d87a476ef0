import type { BufferDifference } from '../../src/rules/buffer/file/compare-buffers.ts'
import type { KeptRules } from '../../src/rules/buffer/file/kept-rules.ts'
import { asList, asText, isPlainObject } from '../editor/plain.ts'
import { readProblems, type ShownProblem } from '../editor/shown-problem.ts'

/** What a file would change; with a problem there are no rules. Of very many differences there are only the first. */
export interface BufferImport {
  readonly rules: KeptRules
  readonly problems: readonly ShownProblem[]
  readonly counts: Readonly<Record<BufferDifference['change'], number>>
  readonly differences: readonly BufferDifference[]
  /** Products of the rules that Odoo does not have; `unknown` when it could not be asked, absent when it has them all. */
  readonly nowhere?: { readonly count: number; readonly names: readonly string[] } | 'unknown'
}

/** Reads the answer of `buffer/import`. Throws when it is none, so that no rules are taken from anything else. */
export function readBufferImport(answer: unknown): BufferImport {
  const read = isPlainObject(answer) ? answer : {}
  const { rules, counts } = read
  if (!isRules(rules) || !isPlainObject(counts)) throw new TypeError('this is no answer of buffer/import')
  const count = (change: BufferDifference['change']): number => Number(counts[change])
  return {
    rules,
    problems: readProblems(read['problems']),
    counts: { added: count('added'), removed: count('removed'), changed: count('changed') },
    differences: asList(read['differences']).filter(isDifference),
    ...nowhereOf(read['nowhere']),
  }
}

function nowhereOf(value: unknown): Pick<BufferImport, 'nowhere'> {
  if (value === 'unknown') return { nowhere: value }
  if (!isPlainObject(value)) return {}
  return { nowhere: { count: Number(value['count']), names: asList(value['names']).map(asText) } }
}

/** The route has checked the rules by their schema; this is to know an answer of it from anything else. */
function isRules(value: unknown): value is KeptRules {
  if (!isPlainObject(value) || !isPlainObject(value['default'])) return false
  return ['perLocation', 'perProduct', 'perProductAtLocation'].every((list) => Array.isArray(value[list]))
}

function isDifference(value: unknown): value is BufferDifference {
  return isPlainObject(value) && typeof value['change'] === 'string'
}
