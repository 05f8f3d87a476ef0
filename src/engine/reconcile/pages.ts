import { SyncError } from '../../base/error/sync-error.ts'
import type { LeftOut } from '../../base/messages/asked-reading.ts'
import type { LinkedLevelLine } from '../../base/messages/level.ts'
import type { Clock } from '../../ports/clock.ts'
import type { PlanCounts, PlanLine } from '../../ports/store/plan-record.ts'

/** What is asked of the flow: the next page of products, or certain ones. */
export interface PageRequest {
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
  readonly request: PageRequest
  readonly answered: Promise<Page>
  readonly answer: (page: Page) => void
  readonly refuse: (error: unknown) => void
}

/** How often the same thing is asked for. */
const requestsAtMost = 3

/** Asks the flow for pages and waits for their answers. What nobody asked for, or was answered already, is passed over. */
export class Pages {
  readonly #send: (request: PageRequest) => void
  readonly #clock: Clock
  readonly #patience: number
  readonly #open = new Map<string, Open>()

  /** `patience`: milliseconds before something is asked for again. */
  constructor(send: (request: PageRequest) => void, clock: Clock, patience: number) {
    this.#send = send
    this.#clock = clock
    this.#patience = patience
  }

  /**
   * The answer; null when the signal aborts first. Throws RECONCILE_STALLED when none comes, however often it is asked for,
   * and what the flow stumbled over when it says so.
   */
  async get(request: PageRequest, signal: AbortSignal): Promise<Page | null> {
    const { answered } = this.#opened(request)
    try {
      for (let requests = 1; requests <= requestsAtMost; requests++) {
        if (requests > 1) this.#send(request)
        const over = new AbortController()
        const waited = this.#clock.sleep(this.#patience, AbortSignal.any([signal, over.signal]))
        const page = await Promise.race([answered, waited]).finally(() => over.abort())
        if (signal.aborted) return null
        if (page !== undefined) return page
      }
    } finally {
      if (!signal.aborted) this.#open.delete(request.token)
    }
    throw new SyncError('RECONCILE_STALLED', { minutes: Math.round((this.#patience * requestsAtMost) / 60_000) })
  }

  #opened(request: PageRequest): Open {
    const known = this.#open.get(request.token)
    if (known !== undefined) return known
    const { promise, resolve, reject } = Promise.withResolvers<Page>()
    // Nobody may be waiting yet.
    promise.catch(() => undefined)
    const open = { request, answered: promise, answer: resolve, refuse: reject }
    this.#open.set(request.token, open)
    this.#send(request)
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

/** So many pages are under way at once: Odoo reads one and Shopify the ones before it, so that neither waits for the other. */
const pagesAtOnce = 3

/** What was seen of a page of products: only what is worth keeping, so that a page that waits for its turn weighs little. */
export interface PageSeen {
  readonly counts: PlanCounts
  /** Items that were looked at. */
  readonly items: number
  readonly lines: readonly PlanLine[]
  readonly leftOut: readonly LeftOut[]
}

/** The same with the place where the next page begins; null after the last. */
interface PageTaken extends PageSeen {
  readonly next: number | null
}

/** How the pages of one run are read. */
export interface PageReader {
  readonly run: string
  /** Null when the run is to stop. */
  ask(after: number): Promise<Page | null>
  look(page: Page): Promise<PageSeen>
  next(after: number, page: Page): number | null
}

interface Reading {
  readonly next: Promise<number | null>
  readonly seen: Promise<PageTaken | null>
}

/**
 * Reads the pages that come next while one is being stored. They are only read: what a crash loses of them is read again.
 * Memory holds no more than a few pages, however many there are (requirement 8.3).
 */
export class PagesAhead {
  readonly #readings = new Map<string, Reading>()

  /** The page after a product; null when the run is to stop. Throws what reading it threw. A page taken is let go of. */
  async take(reader: PageReader, after: number): Promise<PageTaken | null> {
    try {
      return await this.#begin(reader, after, pagesAtOnce - 1).seen
    } finally {
      this.#readings.delete(nameOf(reader, after))
    }
  }

  /** Lets go of everything that was read: the run stops, or something went wrong and what is known grows old. */
  clear(): void {
    this.#readings.clear()
  }

  /** Resolves when nothing is being read any more. */
  async settled(): Promise<void> {
    await Promise.allSettled([...this.#readings.values()].map(({ seen }) => seen))
  }

  #begin(reader: PageReader, after: number, more: number): Reading {
    const name = nameOf(reader, after)
    const reading = this.#readings.get(name) ?? read(reader, after)
    this.#readings.set(name, reading)
    const goOn = (next: number | null): void => {
      if (next !== null && more > 0 && this.#readings.get(name) === reading) this.#begin(reader, next, more - 1)
    }
    // Whoever takes the page hears of what went wrong.
    reading.next.then(goOn, () => undefined)
    return reading
  }
}

function read(reader: PageReader, after: number): Reading {
  const asked = reader.ask(after)
  const nextOf = (page: Page | null): number | null => (page === null ? null : reader.next(after, page))
  const seen = asked.then(async (page) => (page === null ? null : { ...(await reader.look(page)), next: nextOf(page) }))
  seen.catch(() => undefined)
  return { next: asked.then(nextOf), seen }
}

function nameOf({ run }: PageReader, after: number): string {
  return `${run} ${after}`
}
