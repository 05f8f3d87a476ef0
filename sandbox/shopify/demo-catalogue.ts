import type { ShopifyModel } from './model/shopify-model.ts'

/** The locations of the demo shop. */
export const demoLocations = [
  { id: 'gid://shopify/Location/12345', name: 'New Jersey Warehouse' },
  { id: 'gid://shopify/Location/67890', name: 'Texas Warehouse' },
  { id: 'gid://shopify/Location/11223', name: 'UK Warehouse' },
] as const

const titles = [
  'Desk Lamp',
  'Office Chair',
  'Standing Desk',
  'Monitor Arm',
  'Cable Tray',
  'Desk Mat',
  'Drawer Unit',
  'Bookcase',
  'Whiteboard',
  'Coat Stand',
  'Foot Rest',
  'Paper Tray',
] as const

/** The products of the demo shop that can be linked: `SKU-0001` … `SKU-0012`, barcodes `4000000000001` … */
export const demoProducts = titles.map((title, index) => ({
  title,
  sku: `SKU-${String(index + 1).padStart(4, '0')}`,
  barcode: String(4_000_000_000_001 + index),
  productId: `gid://shopify/Product/${9001 + index}`,
  variantId: `gid://shopify/ProductVariant/${8001 + index}`,
  itemId: `gid://shopify/InventoryItem/${7001 + index}`,
}))

/**
 * The demo shop: three locations, twelve products that can be linked, and one of each kind of trouble: the parent of a
 * bundle, an untracked item, two products with one SKU, and a blank SKU. Levels open at zero or a few pieces.
 */
export function seedDemoCatalogue(model: ShopifyModel): void {
  for (const location of demoLocations) model.addLocation(location)
  const levels = (product: number) => demoLocations.map(({ id }, place) => ({ locationId: id, available: (product * (place + 2)) % 4 }))
  demoProducts.forEach(({ title, sku, barcode, productId, variantId, itemId }, index) =>
    model.addProduct({ id: productId, title, variants: [{ id: variantId, itemId, sku, barcode, levels: levels(index) }] }),
  )
  const nothing = demoLocations.map(({ id }) => ({ locationId: id, available: 0 }))
  const components = demoProducts.slice(0, 2).map(({ itemId }) => ({ itemId, quantity: 1 }))
  const trouble = [
    { title: 'Home Office Bundle', variant: { sku: 'BUNDLE-0001', components } },
    { title: 'Gift Card', variant: { sku: 'GIFT-0001', tracked: false } },
    { title: 'Pen Holder, black', variant: { sku: 'DOUBLE-0001', barcode: '4000000000101' } },
    { title: 'Pen Holder, white', variant: { sku: 'DOUBLE-0001', barcode: '4000000000102' } },
    { title: 'Sample Box', variant: { sku: '' } },
  ]
  trouble.forEach(({ title, variant }, index) =>
    model.addProduct({
      id: `gid://shopify/Product/${9101 + index}`,
      title,
      variants: [
        {
          id: `gid://shopify/ProductVariant/${8101 + index}`,
          itemId: `gid://shopify/InventoryItem/${7101 + index}`,
          ...variant,
          levels: nothing,
        },
      ],
    }),
  )
}
