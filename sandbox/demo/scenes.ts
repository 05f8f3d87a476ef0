import type { Scene } from './scene.ts'

/** A Shopify location of a scene. */
const shopifyLocation = (number: number, name: string) => ({ id: `gid://shopify/Location/${number}`, name })

/** The scenes by the name of the flow that needs them. Flows that are not listed run on the plain demo. */
export const scenes: Readonly<Record<string, Scene>> = {
  'sub-locations': {
    stock: {
      'NJ/Stock': 40,
      'NJ/Stock/Saleable': 60,
      'NJ/Stock/Saleable/Zone-B': 10,
      'NJ/Stock/Saleable/Zone-B/Quarantine': 4,
      'NJ/Stock/Overflow': 20,
      'NJ/Stock/Quarantine': 5,
      'NJ/Stock/Safety-Reserve': 15,
      'UK/Stock': 30,
      'UK/Stock/Quarantine': 3,
      'UK/Stock/Zone-A/Defective': 2,
      'UK/Stock/Safety-Reserve': 6,
      'UK/Stock/Safety-Reserve/Shelf-1': 1,
    },
  },
  'many-warehouses-to-one': {
    shopifyLocations: [shopifyLocation(99999, 'Online Store')],
    stock: { 'NJ/Stock': 50, 'TX/Stock': 30, 'UK/Stock': 20 },
  },
  'drop-ship': {
    shopifyLocations: [shopifyLocation(54321, 'Drop-ship')],
    warehouses: { DS: 'Drop-ship suppliers' },
    stock: { 'NJ/Stock': 12, 'DS/Stock/Supplier-A': 6, 'DS/Stock/Supplier-B': 4, 'DS/Stock/Supplier-C': 0 },
  },
  'one-warehouse-to-many': {
    shopifyLocations: [
      shopifyLocation(12346, 'New Jersey Pickup'),
      shopifyLocation(67891, 'Marketplace'),
      shopifyLocation(67892, 'Wholesale'),
    ],
    stock: { 'NJ/Stock': 90, 'TX/Stock': 7, 'UK/Stock': 30 },
  },
  'product-buffers': { stock: { 'NJ/Stock': 100, 'TX/Stock': 100, 'UK/Stock': 100 } },
  'odoo-to-shopify-only': { stock: { 'NJ/Stock': 100, 'TX/Stock': 50, 'UK/Stock': 30 } },
}
