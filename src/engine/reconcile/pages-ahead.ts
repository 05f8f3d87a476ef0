import type { LeftOut } from '../../base/messages/asked-reading.ts'
import type { PlanCounts, PlanLine } from '../../ports/store/plan-record.ts'
import type { Page } from './pages.ts'

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
export interface PageTaken extends PageSeen {
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
