import type { IdSequence } from './id-sequence.ts'
import type { InventoryItem, NewProduct, NewVariant, Product, ProductStatus, Variant } from './product.ts'
import { SandboxRefusal } from './sandbox-refusal.ts'

/** Products, their variants and the inventory items behind them, each in the order of creation. */
export class Catalogue {
  readonly products = new Map<string, Product>()
  readonly variants = new Map<string, Variant>()
  readonly items = new Map<string, InventoryItem>()
  readonly #variantOrder: string[] = []
  readonly #itemOrder: string[] = []
  readonly #skuCount = new Map<string, number>()
  readonly #ids: IdSequence

  constructor(ids: IdSequence) {
    this.#ids = ids
  }

  /** Ids of all variants ever made, oldest first; deleted ones are no longer in `variants`. */
  get variantOrder(): readonly string[] {
    return this.#variantOrder
  }

  /** Ids of all items ever made, oldest first. */
  get itemOrder(): readonly string[] {
    return this.#itemOrder
  }

  add(product: NewProduct, now: number): Product {
    const id = this.#ids.take('Product', product.id)
    const variants = product.variants.map((variant, index) => this.#addVariant(id, variant, index + 1, now))
    const status = product.status ?? 'ACTIVE'
    const added = { id, title: product.title, status, variantIds: variants.map((variant) => variant.id), createdAt: now, updatedAt: now }
    this.products.set(id, added)
    return added
  }

  /** How many other items have the SKU of this one. */
  duplicateSkuCount(item: InventoryItem): number {
    return item.sku === null || item.sku === '' ? 0 : (this.#skuCount.get(item.sku) ?? 1) - 1
  }

  changeItem(id: string, change: { sku?: string | null; tracked?: boolean }, now: number): InventoryItem {
    const item = this.items.get(id)
    if (item === undefined) throw new SandboxRefusal(`there is no inventory item ${id}`)
    this.#countSku(item.sku, -1)
    const changed = { ...item, ...change, updatedAt: now }
    this.#countSku(changed.sku, 1)
    this.items.set(id, changed)
    if (changed.sku !== item.sku) for (const variant of item.variantIds) this.changeVariant(variant, {}, now)
    return changed
  }

  /** The SKU of a variant is that of its item, so the variant counts as changed with it. */
  changeVariant(id: string, change: { barcode?: string | null; moreBarcodes?: readonly string[] }, now: number): Variant {
    const variant = this.variants.get(id)
    if (variant === undefined) throw new SandboxRefusal(`there is no variant ${id}`)
    const { barcode = variant.barcode, moreBarcodes = variant.barcodes.slice(1) } = change
    const changed = { ...variant, barcode, barcodes: barcodesOf(barcode, moreBarcodes), updatedAt: now }
    this.variants.set(id, changed)
    return changed
  }

  changeStatus(productId: string, status: ProductStatus, now: number): void {
    const product = this.products.get(productId)
    if (product === undefined) throw new SandboxRefusal(`there is no product ${productId}`)
    this.products.set(productId, { ...product, status, updatedAt: now })
  }

  /** Deletes a variant, and its item when no other variant uses it. */
  deleteVariant(id: string): void {
    const variant = this.variants.get(id)
    const item = variant && this.items.get(variant.itemId)
    const product = variant && this.products.get(variant.productId)
    if (item === undefined || product === undefined) throw new SandboxRefusal(`there is no variant ${id}`)
    this.variants.delete(id)
    this.products.set(product.id, { ...product, variantIds: product.variantIds.filter((other) => other !== id) })
    const left = item.variantIds.filter((other) => other !== id)
    if (left.length > 0) this.items.set(item.id, { ...item, variantIds: left })
    else {
      this.items.delete(item.id)
      this.#countSku(item.sku, -1)
    }
  }

  #addVariant(productId: string, variant: NewVariant, position: number, now: number): Variant {
    const id = this.#ids.take('ProductVariant', variant.id)
    const itemId = this.#addItem(id, variant, now)
    const { title = 'Default Title', barcode = null, moreBarcodes = [] } = variant
    const barcodes = barcodesOf(barcode, moreBarcodes)
    const added = { id, productId, itemId, title, barcode, barcodes, position, createdAt: now, updatedAt: now }
    this.variants.set(id, added)
    this.#variantOrder.push(id)
    return added
  }

  #addItem(variantId: string, variant: NewVariant, now: number): string {
    const id = this.#ids.take('InventoryItem', variant.itemId)
    const shared = this.items.get(id)
    if (shared !== undefined) {
      this.items.set(id, { ...shared, variantIds: [...shared.variantIds, variantId] })
      return id
    }
    const { sku = null, tracked = true, components = [] } = variant
    this.items.set(id, { id, sku, tracked, variantIds: [variantId], components, createdAt: now, updatedAt: now })
    this.#itemOrder.push(id)
    this.#countSku(sku, 1)
    return id
  }

  #countSku(sku: string | null, by: number): void {
    if (sku !== null && sku !== '') this.#skuCount.set(sku, (this.#skuCount.get(sku) ?? 0) + by)
  }
}

/** Without a first one there are no others. */
function barcodesOf(first: string | null, more: readonly string[]): string[] {
  return first === null || first === '' ? [] : [first, ...more]
}
