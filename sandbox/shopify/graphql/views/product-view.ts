import { legacyId } from '../../model/gid.ts'
import type { Product } from '../../model/product.ts'
import { connection, rowsOf } from '../connection.ts'
import type { ShopContext } from '../shop-context.ts'
import type { View } from '../view.ts'
import { metafieldField } from './metafield-view.ts'
import { timeText } from './time-text.ts'

/** A product as `Product`. */
export function productView(context: ShopContext, product: Product): View {
  return {
    __typename: 'Product',
    id: product.id,
    legacyResourceId: () => legacyId(product.id),
    title: product.title,
    handle: () => product.title.toLowerCase().replace(/[^a-z0-9]+/g, '-'),
    status: product.status,
    vendor: '',
    productType: '',
    tags: [],
    createdAt: () => timeText(product.createdAt),
    updatedAt: () => timeText(product.updatedAt),
    metafield: metafieldField(context, product.id),
    variants: (args) => connection(rowsOf(product.variantIds, context.show.variant), args, (variant) => variant),
  }
}
