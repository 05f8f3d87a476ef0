import type { ErrorCode } from '../error/catalogue.ts'
import type { MatchResult } from './match.ts'

/** The figures of one matching of the catalogue. */
export interface MatchReport {
  readonly items: number
  readonly linkedBySku: number
  readonly linkedByBarcode: number
  readonly refused: number
  /** How often each reason was given, the most frequent first. */
  readonly reasons: readonly { readonly code: ErrorCode; readonly count: number }[]
}

/** Counts results as they pass; call `report` at any time. */
export function countMatches(): { count(result: MatchResult): void; report(): MatchReport } {
  const linked = { sku: 0, barcode: 0, hand: 0 }
  const reasons = new Map<ErrorCode, number>()
  return {
    count(result) {
      if (result.outcome === 'linked') linked[result.link.by] += 1
      else reasons.set(result.refusal.code, (reasons.get(result.refusal.code) ?? 0) + 1)
    },
    report() {
      const refused = [...reasons.values()].reduce((sum, count) => sum + count, 0)
      return {
        items: linked.sku + linked.barcode + linked.hand + refused,
        linkedBySku: linked.sku,
        linkedByBarcode: linked.barcode,
        refused,
        reasons: [...reasons].map(([code, count]) => ({ code, count })).toSorted((one, other) => other.count - one.count),
      }
    },
  }
}
