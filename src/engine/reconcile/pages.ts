import type { Clock } from '../../ports/clock.ts'
import { SyncError } from '../../base/error/sync-error.ts'
import type { LeftOut } from '../../base/messages/asked-reading.ts'
import type { LinkedLevelLine } from '../../base/messages/level.ts'

/** What is asked of the flow: the next page of products, or certain ones. */
export interface Ask {
  readonly run: string
  /** Names the answer. */
  readonly token: string
  readonly after?: number
  readonly products?: readonly number[]
  readonly skus?: readonly string[]
  /** Of a page and of SKUs: only products of these categories, and only those whose stock was touched since. */
  readonly categories?: readonly string[]
  readonly changedSince?: string
}

/** What the flow answered: level lines, and the product after which the next page begins; null after the last. */
export interface Page {
  readonly token: string
  readonly lines: readonly LinkedLevelLine[]
  readonly next: number | null
  /** Products without a link, and stock that no row maps. */
  readonly unlinked?: number
  readonly unmapped?: number
  readonly leftOut?: readonly LeftOut[]
}

interface Open {
  readonly ask: Ask
  readonly answered: Promise<Page>
  readonly answer: (page: Page) => void
  readonly refuse: (error: unknown) => void
}

/** How often the same thing is asked for. */
const asksAtMost = 3

/** Asks the flow for pages and waits for their answers. What nobody asked for, or was answered already, is passed over. */
export class Pages {
  readonly #send: (ask: Ask) => void
  readonly #clock: Clock
  readonly #patience: number
  readonly #open = new Map<string, Open>()

  /** `patience`: milliseconds before something is asked for again. */
  constructor(send: (ask: Ask) => void, clock: Clock, patience: number) {
    this.#send = send
    this.#clock = clock
    this.#patience = patience
  }

  /**
   * The answer; null when the signal aborts first. Throws RECONCILE_STALLED when none comes, however often it is asked for,
   * and what the flow stumbled over when it says so.
   */
  async get(ask: Ask, signal: AbortSignal): Promise<Page | null> {
    const { answered } = this.#opened(ask)
    try {
      for (let asks = 1; asks <= asksAtMost; asks++) {
        if (asks > 1) this.#send(ask)
        const over = new AbortController()
        const waited = this.#clock.sleep(this.#patience, AbortSignal.any([signal, over.signal]))
        const page = await Promise.race([answered, waited]).finally(() => over.abort())
        if (signal.aborted) return null
        if (page !== undefined) return page
      }
    } finally {
      if (!signal.aborted) this.#open.delete(ask.token)
    }
    throw new SyncError('RECONCILE_STALLED', { minutes: Math.round((this.#patience * asksAtMost) / 60_000) })
  }

  #opened(ask: Ask): Open {
    const known = this.#open.get(ask.token)
    if (known !== undefined) return known
    const { promise, resolve, reject } = Promise.withResolvers<Page>()
    // Nobody may be waiting yet.
    promise.catch(() => undefined)
    const open = { ask, answered: promise, answer: resolve, refuse: reject }
    this.#open.set(ask.token, open)
    this.#send(ask)
    return open
  }

  /** An answer has come. */
  take(page: Page): void {
    this.#open.get(page.token)?.answer(page)
  }

  /** A node of the flow could not do its part of an answer. */
  refuse(token: string, error: unknown): void {
    this.#open.get(token)?.refuse(error)
  }

  clear(): void {
    this.#open.clear()
  }
}
