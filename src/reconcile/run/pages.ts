import type { Clock } from '../../clock.ts'
import { SyncError } from '../../error/sync-error.ts'
import type { LinkedLevelLine } from '../../line/level.ts'

/** What is asked of the flow: the next page of products, or certain ones. */
export interface Ask {
  readonly run: string
  /** Names the answer. */
  readonly token: string
  readonly after?: number
  readonly products?: readonly number[]
  readonly skus?: readonly string[]
}

/** What the flow answered: level lines, and the product after which the next page begins; null after the last. */
export interface Page {
  readonly token: string
  readonly lines: readonly LinkedLevelLine[]
  readonly next: number | null
}

interface Open {
  readonly ask: Ask
  readonly answered: Promise<Page>
  readonly answer: (page: Page) => void
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

  /** Asks in advance; asking twice sends once. */
  prefetch(ask: Ask): Promise<Page> {
    const known = this.#open.get(ask.token)
    if (known !== undefined) return known.answered
    const { promise, resolve } = Promise.withResolvers<Page>()
    this.#open.set(ask.token, { ask, answered: promise, answer: resolve })
    this.#send(ask)
    return promise
  }

  /** The answer; null when the signal aborts first. Throws RECONCILE_STALLED when none comes, however often it is asked for. */
  async get(ask: Ask, signal: AbortSignal): Promise<Page | null> {
    const answered = this.prefetch(ask)
    for (let asks = 1; ; asks++) {
      const over = new AbortController()
      const page = await Promise.race([answered, this.#clock.sleep(this.#patience, AbortSignal.any([signal, over.signal]))])
      over.abort()
      if (signal.aborted) return null
      if (page !== undefined) {
        this.#open.delete(ask.token)
        return page
      }
      if (asks === asksAtMost) break
      this.#send(ask)
    }
    this.#open.delete(ask.token)
    throw new SyncError('RECONCILE_STALLED', { minutes: Math.round((this.#patience * asksAtMost) / 60_000) })
  }

  /** An answer has come. */
  take(page: Page): void {
    this.#open.get(page.token)?.answer(page)
  }

  /** Whether an answer with this name is waited for. */
  expects(token: string): boolean {
    return this.#open.has(token)
  }

  clear(): void {
    this.#open.clear()
  }
}
