import { legacyId } from '../../model/gid.ts'
import type { Variant } from '../../model/product.ts'
import { connection } from '../connection.ts'
import type { ShopContext } from '../shop-context.ts'
import type { View } from '../view.ts'
import { metafieldField } from './metafield-view.ts'
import { timeText } from './time-text.ts'

/** A variant as `ProductVariant`. */
export function variantView(context: ShopContext, variant: Variant): View {
  const { catalogue, levels } = context.model.state
  const item = catalogue.items.get(variant.itemId)
  const product = catalogue.products.get(variant.productId)
  const total = () =>
    levels.locationsOf(variant.itemId).reduce((sum, id) => sum + (context.levels.get(variant.itemId, id)?.available ?? 0), 0)
  return {
    __typename: 'ProductVariant',
    id: variant.id,
    legacyResourceId: () => legacyId(variant.id),
    title: variant.title,
    displayName: () => `${product?.title ?? ''} - ${variant.title}`,
    sku: item?.sku ?? null,
    barcode: variant.barcode,
    barcodes: (args) => {
      const rows = variant.barcodes.map((value) => ({ value, type: null }))
      return connection({ length: rows.length, at: (position) => rows[position] }, args, (row) => row)
    },
    position: variant.position,
    price: '0.00',
    taxable: true,
    availableForSale: () => item?.tracked !== true || total() > 0,
    inventoryPolicy: 'DENY',
    inventoryQuantity: total,
    sellableOnlineQuantity: total,
    requiresComponents: (item?.components.length ?? 0) > 0,
    createdAt: () => timeText(variant.createdAt),
    updatedAt: () => timeText(variant.updatedAt),
    selectedOptions: [],
    metafield: metafieldField(context, variant.id),
    inventoryItem: () => context.show.item(variant.itemId),
    product: () => context.show.product(variant.productId),
  }
}
