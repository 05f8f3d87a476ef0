import type { Buffer } from '../../src/rules/buffer/buffer-rules.ts'
import { keepBack } from '../../src/rules/buffer/keep-back.ts'
import type { KeptAmount } from '../../src/rules/buffer/file/kept-rules.ts'

/**
 * What is sold of a free quantity under one amount, by the rule that the running node uses; null when any of it makes no sense.
 * `perDay` is what days of sales go by.
 */
export function sells(free: number, amount: KeptAmount, perDay: number): number | null {
  if (!Number.isFinite(free) || (amount.kind !== 'none' && !(amount.value >= 0))) return null
  if (amount.kind === 'sales' && !(perDay >= 0)) return null
  return keepBack(free, asBuffer(amount), perDay).quantity
}

function asBuffer({ kind, value }: KeptAmount): Buffer | undefined {
  if (kind === 'none') return undefined
  if (kind === 'sales') return { salesDays: value }
  return kind === 'fixed' ? { units: value } : { percent: value }
}
