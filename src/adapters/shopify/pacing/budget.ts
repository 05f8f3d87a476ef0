import type { Clock } from '../../../ports/clock.ts'
import { BucketEstimate, type Charge } from './bucket-estimate.ts'
import { FairQueue, type Waiter } from './fair-queue.ts'
import type { CallCost, ThrottleStatus } from './throttle-status.ts'

/** Share of the bucket that only urgent calls may use (requirement 7.5). */
const reserveShare = 0.1

/** Points that were taken for one call. Exactly one of the methods is called, once, when the call has ended. */
export interface TakenPoints {
  /** Shopify answered and told the cost. */
  report(cost: CallCost): void
  /** Shopify answered THROTTLED; the call was not carried out. */
  throttled(status: ThrottleStatus | null): void
  /** No answer came, or one without a cost. */
  lost(): void
}

export interface TakeOptions {
  /** May use the reserve and goes before others. */
  readonly urgent?: boolean
  /** The call was throttled and comes again: it keeps its place at the front. */
  readonly again?: boolean
  readonly signal?: AbortSignal
}

/** Figures for status and metrics (requirement 9.2). Points, and points a second. */
export interface BudgetFigures {
  readonly available: number
  readonly maximum: number
  readonly restoreRate: number
  readonly waiting: number
  readonly calls: number
  readonly throttled: number
}

interface Applicant extends Waiter {
  readonly grant: (points: TakenPoints) => void
}

/**
 * The cost budget of one app in one shop, learned from Shopify's answers (requirement 7.3, shopify-facts 2). Callers
 * take the points of a call before they send it, wait in turn if there are none left, and report what it did cost.
 */
export class Budget {
  readonly #clock: Clock
  readonly #bucket: BucketEstimate
  readonly #queue = new FairQueue<Applicant>()
  #alarm: AbortController | null = null
  #calls = 0
  #throttled = 0

  constructor(clock: Clock) {
    this.#clock = clock
    this.#bucket = new BucketEstimate(clock.elapsed())
  }

  /** Resolves when the points are there. Rejects with the signal's reason when it aborts before. */
  take(cost: number, { urgent = false, again = false, signal }: TakeOptions = {}): Promise<TakenPoints> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted === true) {
        reject(signal.reason)
        return
      }
      const leave = (): void => {
        this.#queue.remove(applicant)
        reject(signal?.reason)
        this.#serve()
      }
      const grant = (points: TakenPoints): void => {
        signal?.removeEventListener('abort', leave)
        resolve(points)
      }
      const applicant: Applicant = { cost, urgent, grant }
      signal?.addEventListener('abort', leave, { once: true })
      this.#queue.add(applicant, again)
      this.#serve()
    })
  }

  figures(): BudgetFigures {
    return {
      available: this.#bucket.level(this.#clock.elapsed()),
      maximum: this.#bucket.max,
      restoreRate: this.#bucket.rate,
      waiting: this.#queue.size,
      calls: this.#calls,
      throttled: this.#throttled,
    }
  }

  /** Serves everybody there are points for, then sleeps until there are enough for the next. */
  #serve(): void {
    this.#alarm?.abort()
    this.#alarm = null
    for (let next = this.#queue.first(); next !== null; next = this.#queue.first()) {
      const wait = this.#bucket.wait(this.#needed(next.waiter.cost, next.reserve), this.#clock.elapsed())
      if (wait > 0) {
        this.#sleep(wait)
        return
      }
      this.#queue.served(next.waiter)
      next.waiter.grant(this.#charge(next.waiter.cost))
    }
  }

  /** Points that must be in the bucket; never more than it holds, or a dear call would wait for ever. */
  #needed(cost: number, reserve: boolean): number {
    const kept = reserve ? 0 : this.#bucket.max * reserveShare
    return Math.min(cost + kept, this.#bucket.max)
  }

  #charge(cost: number): TakenPoints {
    const charge = this.#bucket.charge(cost, this.#clock.elapsed())
    this.#calls += 1
    let open = true
    const end = (settle: (charge: Charge, now: number) => void): void => {
      if (!open) return
      open = false
      settle(charge, this.#clock.elapsed())
      this.#serve()
    }
    return {
      report: (told) => end((ended, now) => this.#bucket.settle(ended, told, now)),
      lost: () => end((ended, now) => this.#bucket.settle(ended, null, now)),
      throttled: (status) => {
        this.#throttled += 1
        end((ended, now) => this.#bucket.refused(ended, status, now))
      },
    }
  }

  #sleep(ms: number): void {
    const alarm = new AbortController()
    this.#alarm = alarm
    void this.#clock.sleep(ms, alarm.signal).then(() => {
      if (!alarm.signal.aborted) this.#serve()
    })
  }
}
