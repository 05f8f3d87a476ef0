import { tidy } from '../../base/messages/tidy.ts'
import { sentence, type Sentence } from '../../base/text/say.ts'

/** Most days that a rule may keep back, or look back over. */
export const mostSalesDays = 365

/**
 * The kinds of rule of the buffer node: each with its word in a CSV file, the name that a flow written by hand may give its amount,
 * and the largest amount that makes sense.
 */
export const ruleKinds = {
  none: { word: 'none', name: undefined, atMost: 0 },
  fixed: { word: 'units', name: 'units', atMost: Number.MAX_VALUE },
  percent: { word: 'percent', name: 'percent', atMost: 100 },
  sales: { word: 'sales', name: 'salesDays', atMost: mostSalesDays },
} as const

export type RuleKind = keyof typeof ruleKinds

/** How much a rule keeps back. */
export interface BufferAmount {
  readonly kind: RuleKind
  /** Units, percent of what is there, or days of recent sales, by the kind; 0 for one that keeps nothing back. */
  readonly value: number
}

export const noAmount: BufferAmount = { kind: 'none', value: 0 }

/** The kinds in the order in which the dialog offers them. */
export const kinds = Object.keys(ruleKinds).filter(isKind)

/** The words that a CSV file has for the kinds, in their order. */
export const ruleWords: readonly string[] = kinds.map((kind) => ruleKinds[kind].word)

/** The kind that a word of a CSV file stands for, in any case of its letters. */
export function kindOfWord(word: string): RuleKind | undefined {
  return kinds.find((kind) => ruleKinds[kind].word === word.toLowerCase())
}

export function isKind(name: unknown): name is RuleKind {
  return typeof name === 'string' && Object.hasOwn(ruleKinds, name)
}

/** What is wrong with the amount of a rule of that kind; undefined when it makes sense. */
export function amountFault(
  kind: RuleKind,
  value: number | null | undefined,
): { readonly fault: 'missing' | 'minimum' | 'maximum'; readonly limit: number } | undefined {
  const { atMost } = ruleKinds[kind]
  if (value === undefined || value === null || Number.isNaN(value)) return atMost === 0 ? undefined : { fault: 'missing', limit: 0 }
  if (value < 0) return { fault: 'minimum', limit: 0 }
  return value > atMost ? { fault: 'maximum', limit: atMost } : undefined
}

/** The same as a sentence. */
export function amountProblem(kind: RuleKind, value: number | null | undefined): Sentence | undefined {
  const found = amountFault(kind, value)
  return found && sentence(`finding.field.${found.fault}`, { limit: found.limit })
}

/** The amount as it is kept, once it makes sense. A rule that keeps nothing back has none, whatever was left in its box. */
export function soundAmount(kind: RuleKind, value: number | null | undefined): BufferAmount {
  return { kind, value: ruleKinds[kind].atMost === 0 ? 0 : (value ?? 0) }
}

/** Percents are exact to four decimals; BigInt keeps large quantities exact. */
const parts = 10_000

/** What a buffer leaves of a quantity. */
export interface KeptBack {
  /** Whole units that may be sold: never negative, never more than the input where that is positive. */
  readonly quantity: number
  /** Whole units kept back from the floored input. */
  readonly kept: number
}

/**
 * Takes a buffer off a quantity, rounding in the safe direction: the quantity down, what is kept back up (requirement
 * 4.2). A larger quantity never leaves less. Without a buffer the quantity is only floored and cut at zero. `soldPerDay` is
 * what a buffer of days of sales goes by.
 */
export function keepBack(quantity: number, buffer: BufferAmount = noAmount, soldPerDay = 0): KeptBack {
  const whole = Math.max(0, Math.floor(quantity))
  const kept = Math.min(whole, unitsOf(buffer, whole, soldPerDay))
  return { quantity: whole - kept, kept }
}

function unitsOf({ kind, value }: BufferAmount, whole: number, soldPerDay: number): number {
  if (kind === 'none') return 0
  if (kind === 'fixed') return Math.ceil(value)
  if (kind === 'sales') return Math.ceil(tidy(value * soldPerDay))
  const share = BigInt(whole) * BigInt(Math.ceil(value * parts - 1e-6))
  const hundred = BigInt(100 * parts)
  return Number((share + hundred - 1n) / hundred)
}

/** A comma or point that one country reads as the mark of thousands, another as that of decimals. */
const thousands = /^([1-9][0-9]{0,2})[,.]([0-9]{3})\s*%?$/

/** An amount for a cell; with three decimals it gets a zero behind them, so that nobody takes the point for a mark of thousands. */
export function writtenAmount(value: number): number | string {
  return thousands.test(String(value)) ? `${value}0` : value
}

/** What a cell says where it can be read in two ways, each as it must be written to be read in only that one. */
export function twoReadings(text: string): { readonly one: string; readonly other: string } | undefined {
  const [, whole, after] = thousands.exec(text) ?? []
  if (whole === undefined || after === undefined) return undefined
  return { one: `${whole}${after}`, other: String(writtenAmount(Number(`${whole}.${after}`))) }
}
