import { tidy } from '../../base/messages/tidy.ts'
import type { Buffer } from './buffer-rules.ts'

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
export function keepBack(quantity: number, buffer: Buffer | undefined, soldPerDay = 0): KeptBack {
  const whole = Math.max(0, Math.floor(quantity))
  const kept = Math.min(whole, asked(whole, buffer, soldPerDay))
  return { quantity: whole - kept, kept }
}

function asked(whole: number, buffer: Buffer | undefined, soldPerDay: number): number {
  if (buffer?.units !== undefined) return Math.ceil(buffer.units)
  if (buffer?.salesDays !== undefined) return Math.ceil(tidy(buffer.salesDays * soldPerDay))
  if (buffer?.percent === undefined) return 0
  const share = BigInt(whole) * BigInt(Math.ceil(buffer.percent * parts - 1e-6))
  const hundred = BigInt(100 * parts)
  return Number((share + hundred - 1n) / hundred)
}
