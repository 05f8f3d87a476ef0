import { numberProperty, textProperty } from '../../ports/odoo/property.ts'
import type { Store } from '../../ports/store/store.ts'
import { millisecondsOf, odooTime } from '../watch/odoo-reading.ts'

/** How far both catalogues were read. */
export interface LinkCursor {
  /** The newest change of a variant, as an ISO date and time by Shopify's clock. */
  readonly variants: string
  /** The newest change of a product, as Odoo tells it. */
  readonly products: string
  /** Clock times of the last reading and of the last match of everything, in milliseconds. */
  readonly readAt: number
  readonly fullAt: number
}

/**
 * Changes are asked for again from this much before the cursor: Shopify's search trails its writes, an Odoo transaction can
 * commit late, and the same change twice does no harm. Milliseconds.
 */
const overlap = 300_000
/** A change that was this old when it was read is not followed by late ones: then nothing is read again. Milliseconds. */
const settled = 3_600_000

const nameOf = (shop: string, odooDatabase: string): string => `product-link ${shop} ${odooDatabase}`

/** The cursor, or undefined before the first match of everything. */
export async function readLinkCursor(store: Store, shop: string, odooDatabase: string): Promise<LinkCursor | undefined> {
  const text = await store.transaction((tables) => tables.cursors.get(nameOf(shop, odooDatabase)))
  const stored: unknown = text === null ? undefined : JSON.parse(text)
  const variants = textProperty(stored, 'variants')
  const products = textProperty(stored, 'products')
  const readAt = numberProperty(stored, 'readAt')
  const fullAt = numberProperty(stored, 'fullAt')
  if (variants === undefined || products === undefined || readAt === undefined || fullAt === undefined) return undefined
  return { variants, products, readAt, fullAt }
}

export async function writeLinkCursor(store: Store, shop: string, odooDatabase: string, cursor: LinkCursor): Promise<void> {
  await store.transaction((tables) => tables.cursors.put(nameOf(shop, odooDatabase), JSON.stringify(cursor)))
}

/** The next refresh asks Shopify for what changed after this. */
export function variantsSince({ variants, readAt }: LinkCursor): string {
  const newest = Date.parse(variants)
  return new Date(isSettled(newest, readAt) ? newest : newest - overlap).toISOString()
}

/** The next refresh asks Odoo for what changed then or later; its times have whole seconds (odoo-facts 4). */
export function productsSince({ products, readAt }: LinkCursor): string {
  const newest = millisecondsOf(products)
  return odooTime(isSettled(newest, readAt) ? newest + 1000 : newest - overlap)
}

function isSettled(newest: number, readAt: number): boolean {
  return readAt - newest > settled
}

/** Hears of every change that is read, and tells where the next refresh begins. */
export class CursorReach {
  readonly #begunAt: number
  #variants: number
  #products: number

  /** `begunAt`: clock time at which the reading began. `from`: the cursor that it began at. */
  constructor(begunAt: number, from?: LinkCursor) {
    this.#begunAt = begunAt
    this.#variants = from === undefined ? 0 : Date.parse(from.variants)
    this.#products = from === undefined ? 0 : millisecondsOf(from.products)
  }

  variant(updatedAt: string): void {
    const at = Date.parse(updatedAt)
    if (at > this.#variants) this.#variants = at
  }

  product(writtenAt: string): void {
    const at = millisecondsOf(writtenAt)
    if (at > this.#products) this.#products = at
  }

  /** What changed after its page was read is newer than the beginning, so the cursor goes no further than that. */
  cursor(fullAt: number): LinkCursor {
    return {
      variants: new Date(Math.min(this.#variants, this.#begunAt)).toISOString(),
      products: odooTime(Math.min(this.#products, this.#begunAt)),
      readAt: this.#begunAt,
      fullAt,
    }
  }
}
