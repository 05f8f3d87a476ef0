import type { ErrorCode } from '../../base/error/catalogue.ts'
import type { Failure } from '../../base/error/failure.ts'
import { mendAtMost, type ReasonCount } from './link-report.ts'

/** Counts refusals as they come, and keeps the first of them for the list to mend. */
export class RefusalCount {
  readonly #reasons = new Map<ErrorCode, number>()
  readonly #mend: Failure[] = []

  add(refusal: Failure): void {
    this.#reasons.set(refusal.code, (this.#reasons.get(refusal.code) ?? 0) + 1)
    if (this.#mend.length < mendAtMost) this.#mend.push(refusal)
  }

  get mend(): readonly Failure[] {
    return this.#mend
  }

  get total(): number {
    return [...this.#reasons.values()].reduce((sum, count) => sum + count, 0)
  }

  /** How often each reason was given, the most frequent first. */
  get reasons(): ReasonCount[] {
    return [...this.#reasons].map(([code, count]) => ({ code, count })).toSorted((one, other) => other.count - one.count)
  }
}
