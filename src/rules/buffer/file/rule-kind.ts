import { mostSalesDays } from '../buffer-rules.ts'

/** The kinds of rule of the buffer node: each with its word in a CSV file, and the largest amount that makes sense. */
export const ruleKinds = {
  none: { word: 'none', atMost: 0 },
  fixed: { word: 'units', atMost: Number.MAX_VALUE },
  percent: { word: 'percent', atMost: 100 },
  sales: { word: 'sales', atMost: mostSalesDays },
} as const

export type RuleKind = keyof typeof ruleKinds

/** The kinds in the order in which the dialog offers them. */
export const kinds = Object.keys(ruleKinds).filter(isKind)

/** The words that a CSV file has for the kinds, in their order. */
export const ruleWords: readonly string[] = kinds.map((kind) => ruleKinds[kind].word)

/** The kind that a word of a CSV file stands for, in any case of its letters. */
export function kindOfWord(word: string): RuleKind | undefined {
  return kinds.find((kind) => ruleKinds[kind].word === word.toLowerCase())
}

function isKind(name: string): name is RuleKind {
  return Object.hasOwn(ruleKinds, name)
}
