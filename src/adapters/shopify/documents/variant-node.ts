import type { FromSchema } from 'json-schema-to-ts'
import type { ShopifyVariant } from '../../../ports/shopify/shopify.ts'

/** Where a variant keeps its Odoo product: in the namespace that belongs to the app (shopify-facts 6). */
export const linkMetafield = { namespace: '$app', key: 'odoo_product_id', type: 'number_integer' } as const

/** A variant as Shopify answers it. */
export const variantNodeSchema = {
  type: 'object',
  required: ['id', 'displayName', 'sku', 'barcode', 'requiresComponents', 'updatedAt', 'inventoryItem', 'product'],
  properties: {
    id: { type: 'string' },
    displayName: { type: 'string' },
    sku: { type: ['string', 'null'] },
    barcode: { type: ['string', 'null'] },
    requiresComponents: { type: 'boolean' },
    updatedAt: { type: 'string' },
    inventoryItem: {
      type: 'object',
      required: ['id', 'tracked', 'duplicateSkuCount'],
      properties: { id: { type: 'string' }, tracked: { type: 'boolean' }, duplicateSkuCount: { type: 'integer' } },
    },
    product: {
      type: 'object',
      required: ['status'],
      properties: { status: { enum: ['ACTIVE', 'ARCHIVED', 'DRAFT', 'UNLISTED'] } },
    },
    metafield: {
      type: ['object', 'null'],
      required: ['value', 'compareDigest'],
      properties: { value: { type: 'string' }, compareDigest: { type: 'string' } },
    },
  },
} as const

export type VariantNode = FromSchema<typeof variantNodeSchema>

/** The fields of a variant in a document. */
export function variantFields(metafield: boolean): string {
  const linked = `metafield(namespace: "${linkMetafield.namespace}", key: "${linkMetafield.key}") { value compareDigest }`
  return `id
      displayName
      sku
      barcode
      requiresComponents
      updatedAt
      inventoryItem { id tracked duplicateSkuCount }
      product { status }${metafield ? `\n      ${linked}` : ''}`
}

/** The variant as the port shows it; `more`: barcodes beside the first. */
export function variantOf(node: VariantNode, more: readonly string[] = []): ShopifyVariant {
  const { metafield } = node
  return {
    variantId: node.id,
    inventoryItemId: node.inventoryItem.id,
    sku: node.sku ?? '',
    barcodes: [...new Set([node.barcode ?? '', ...more].map((barcode) => barcode.trim()))].filter((barcode) => barcode !== ''),
    // A product without options has one variant, which Shopify calls so.
    title: node.displayName.replace(/ - Default Title$/, ''),
    productStatus: node.product.status,
    tracked: node.inventoryItem.tracked,
    requiresComponents: node.requiresComponents,
    duplicateSkuCount: node.inventoryItem.duplicateSkuCount,
    updatedAt: node.updatedAt,
    ...(metafield === undefined
      ? {}
      : { metafield: metafield === null ? null : { value: metafield.value, digest: metafield.compareDigest } }),
  }
}
