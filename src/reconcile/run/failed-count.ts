import type { FailedLine } from '../../line/failed.ts'

/** Products and stock that did not come through to the comparison. */
export interface FailedCount {
  readonly unlinked: number
  readonly unmapped: number
}

export const noFailures: FailedCount = { unlinked: 0, unmapped: 0 }

/** Counts failed lines by the class of their cause; other classes are not about links or places. */
export function countFailed(before: FailedCount, lines: readonly FailedLine[]): FailedCount {
  const of = (name: FailedLine['class']): number => lines.filter((line) => line.class === name).length
  return { unlinked: before.unlinked + of('product-identity'), unmapped: before.unmapped + of('location-mapping') }
}
