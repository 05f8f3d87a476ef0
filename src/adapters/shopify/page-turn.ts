import { SyncError } from '../../base/error/sync-error.ts'

/** A page of a list as Shopify answers it. */
interface Page {
  readonly nodes: readonly { readonly id: string }[]
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
}

/**
 * Turns the pages of one list. Whoever follows cursors believes the answers, and a proxy or a server that gives a page again
 * would make it follow them for ever; one that ends in the middle would make what is missing look deleted. So every page that
 * says that it is not the last must lead on: with rows, to a cursor that was not there before, and beginning with another row
 * than any page before.
 */
export class PageTurn {
  readonly #shop: string
  readonly #operation: string
  readonly #seen = new Set<string>()

  constructor(shop: string, operation: string) {
    this.#shop = shop
    this.#operation = operation
  }

  /** The cursor of the next page, or null after the last one. Throws SHOPIFY_ANSWER_INVALID when the page does not lead on. */
  next({ nodes, pageInfo: { hasNextPage, endCursor } }: Page): string | null {
    const [first] = nodes
    if (first !== undefined) this.#once(`row ${first.id}`, 'a page came twice')
    if (!hasNextPage) return null
    if (endCursor === null || first === undefined) throw this.#invalid('a page says that more follow and does not say where')
    this.#once(`cursor ${endCursor}`, 'a page leads back to where it was')
    return endCursor
  }

  /** A new search begins, whose cursors are its own; its rows are still others. */
  restart(): void {
    for (const name of this.#seen) if (name.startsWith('cursor ')) this.#seen.delete(name)
  }

  #once(name: string, detail: string): void {
    if (this.#seen.has(name)) throw this.#invalid(detail)
    this.#seen.add(name)
  }

  #invalid(detail: string): SyncError {
    return new SyncError('SHOPIFY_ANSWER_INVALID', { shop: this.#shop, operation: this.#operation, detail })
  }
}
