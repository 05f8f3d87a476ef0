import type { FailedJob } from '../../ports/store/failed-job.ts'

/** Openings that are remembered; older ones are over, or old news. */
const rememberedAtMost = 50_000

/**
 * Tells new and reopened jobs from those that only failed once more, so that each opening of a job is news once. What was open
 * before this began is no news, however often it fails.
 */
export class JobNews {
  readonly #begunAt: number
  readonly #told = new Map<string, number>()

  constructor(begunAt: number) {
    this.#begunAt = begunAt
  }

  /** Those jobs that are open and were not told of since they opened. */
  of(jobs: readonly FailedJob[]): FailedJob[] {
    return jobs.filter(({ id, state, count, since }) => {
      if (state !== 'open' || this.#told.get(id) === since || (count > 1 && since < this.#begunAt)) return false
      this.#told.delete(id)
      this.#told.set(id, since)
      const [oldest] = this.#told.keys()
      if (oldest !== undefined && this.#told.size > rememberedAtMost) this.#told.delete(oldest)
      return true
    })
  }
}
