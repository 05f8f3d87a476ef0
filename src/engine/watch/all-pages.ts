import { nextAfter } from '../../ports/odoo/next-after.ts'
import type { PollSettings } from './poll.ts'
import type { Found } from './burst.ts'
import type { PictureReader } from './picture-reader.ts'
import { readProducts } from './product-row.ts'

/**
 * Readings of every product that has stock at the watched locations or was sent before, in the order of ids. A product that
 * never had stock and was never sent is left out: whoever wants its zero asks for it by id.
 */
export async function* allPages(settings: PollSettings, reader: PictureReader, anyway: boolean): AsyncGenerator<Found, void, undefined> {
  const { odoo, watch } = settings
  for (let last = 0; ;) {
    const reading = await reader.begin()
    const products = await readProducts(odoo, [...(watch.products ?? []), ['id', '>', last]], reader.pageSize)
    const next = nextAfter(
      last,
      products.map(({ product }) => product.productId),
    )
    const end = products.length < reader.pageSize ? Number.MAX_SAFE_INTEGER : next
    const sentBefore = await reader.sentBetween(last, end)
    yield await reader.find(reading, products, { sentBefore, anyway, onlyWithStockOrSent: true })
    if (end === Number.MAX_SAFE_INTEGER) return
    last = end
  }
}
