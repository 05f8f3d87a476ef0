/** A product as a rule or a line names it. */
export interface ProductName {
  readonly sku?: string | undefined
  readonly productId?: number | undefined
}

/** The keys under which a product can have a rule, the more certain one first. */
export function productKeys(product: ProductName): string[] {
  return [
    ...(product.productId === undefined ? [] : [`id ${product.productId}`]),
    ...(product.sku === undefined ? [] : [`sku ${product.sku}`]),
  ]
}

/** Key of a product at a Shopify location. */
export function at(product: string | undefined, locationId: string): string | undefined {
  return product === undefined ? undefined : `${product} at ${locationId}`
}
