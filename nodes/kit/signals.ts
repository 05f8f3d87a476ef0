import type { ItemToMatch, ProductToRead } from '../../src/engine/jobs/retry-jobs.ts'
import { Acknowledgements } from '../../src/engine/watch/acknowledgements.ts'

interface Hearer<Told> {
  readonly hear: (told: Told) => void
  readonly able: () => boolean
}

/**
 * Something that nodes of one process tell each other beside the wires. It is told to a name (the id of a node or of a
 * config node), heard by whoever hears that name at the moment, and kept nowhere: what must survive is in the store.
 */
export class Signal<Told> {
  readonly #hearers = new Map<string, Set<Hearer<Told>>>()

  /** Hears what is told to the name, until the returned function is called; `able` tells whether that leads to anything. */
  hear(name: string, hear: (told: Told) => void, able: () => boolean = () => true): () => void {
    const hearer = { hear, able }
    const known = this.#hearers.get(name) ?? new Set()
    this.#hearers.set(name, known.add(hearer))
    return () => {
      known.delete(hearer)
      if (known.size === 0 && this.#hearers.get(name) === known) this.#hearers.delete(name)
    }
  }

  /**
   * Tells everybody who hears the name; returns how many of them can do something about it. Throws what a hearer throws, once all
   * have heard.
   */
  tell(name: string, told: Told): number {
    const faults: unknown[] = []
    // A copy: who hears may begin or end to listen.
    const heard = [...(this.#hearers.get(name) ?? [])]
    for (const { hear } of heard) {
      try {
        hear(told)
      } catch (fault) {
        faults.push(fault)
      }
    }
    if (faults.length > 0) throw new AggregateError(faults)
    return this.able(name)
  }

  /** How many hear the name and can do something about it. */
  able(name: string): number {
    return [...(this.#hearers.get(name) ?? [])].filter((hearer) => hearer.able()).length
  }
}

/** A node failed with a reading that was asked for. */
export interface RefusedReading {
  readonly token: string
  readonly error: unknown
}

/** Everything that goes beside the wires, with who tells it and who hears it; docs/architecture.md draws it. */
export const signals = {
  /** What became of pictures. Told by shopify-inventory-set, and by every node that ends a line; heard by odoo-quant-watch. */
  picturesAnswered: new Acknowledgements(),
  /** A node failed with a reading. Told by every node on the way; heard by the reconcile-diff that asked, by its id. */
  readingRefused: new Signal<RefusedReading>(),
  /** Jobs of products were retried, or products are linked now. Heard by failed-job-store, by the id of the sync-store. */
  productsRetried: new Signal<readonly ProductToRead[]>(),
  /** The same where no failed-job-store hands them on. Heard by odoo-quant-watch, by the id of the sync-store. */
  productsToRead: new Signal<readonly ProductToRead[]>(),
  /** Jobs of items were retried. Heard by product-link, by the id of the sync-store. */
  itemsToMatch: new Signal<readonly ItemToMatch[]>(),
} as const
