import { activate, deactivate, levelNamed, type ActivateRequest, type ActivateResult } from './activation.ts'
import { adjustQuantities, type AdjustRequest } from './adjust-quantities.ts'
import type { AdjustmentResult } from './adjustment-group.ts'
import { IdempotencyKeys, keyRefusalText, type Opening } from './idempotency.ts'
import { completeDraft, releaseDraft, reserveDraft, type DraftOrder } from './draft-order.ts'
import { emptyLevel, type Level } from './level.ts'
import { levelId } from './level-id.ts'
import type { Location, NewLocation } from './location.ts'
import { setMetafields, type MetafieldInput } from './metafield.ts'
import type { ModelOptions } from './model-options.ts'
import type { Order, Sale } from './order.ts'
import { addLine, editLine, refund, type RefundLine } from './order-change.ts'
import { addLocation, setLocationActive } from './place.ts'
import type { InventoryItem, NewProduct, Product, ProductStatus, Variant } from './product.ts'
import { cancel, fulfil, sell } from './sale.ts'
import { SandboxRefusal } from './sandbox-refusal.ts'
import { setQuantities, type SetRequest } from './set-quantities.ts'
import type { SetRules } from './set-rules.ts'
import { ShopState } from './shop-state.ts'
import { snapshot, type ShopSnapshot } from './snapshot.ts'
import { userError, type UserError } from './user-error.ts'

/** What `model.readLevels` and `edit` are asked about. */
export interface ModelAddress {
  readonly inventoryItemId: string
  readonly locationId: string
}

/**
 * A Shopify shop in memory: its catalogue, levels, orders and the rules of its inventory mutations, without HTTP and
 * without GraphQL. The simulated server stands on it, and so can a property test that needs many thousand histories.
 * Everything is synchronous; faults are left to the caller.
 */
export class ShopifyModel {
  readonly state: ShopState
  readonly #rules: SetRules
  readonly #keys: IdempotencyKeys<AdjustmentResult>
  readonly #refusalsBurnKey: boolean

  constructor(options: ModelOptions) {
    const { clock, random, onEvent: tell, historyLimit = 1000 } = options
    this.state = new ShopState({ clock, random, historyLimit, tell })
    this.#rules = { batchBehaviour: options.batchBehaviour ?? 'all-or-nothing', staleErrors: options.staleErrors ?? 'indexed' }
    this.#keys = new IdempotencyKeys(clock, options.idempotency ?? 'replay')
    this.#refusalsBurnKey = options.refusalsBurnKey ?? true
  }

  /** `inventorySetQuantities` under an idempotency key. */
  setQuantities(request: SetRequest, key?: string): AdjustmentResult {
    return this.#run(this.openSet(request, key), () => setQuantities(this.state, request, this.#rules))
  }

  /** `inventoryAdjustQuantities` under an idempotency key. */
  adjustQuantities(request: AdjustRequest, key?: string): AdjustmentResult {
    return this.#run(this.openAdjust(request, key), () => adjustQuantities(this.state, request, this.#rules))
  }

  /** The same in two steps, for a caller that lets something happen between taking the key and the commit. */
  openSet(request: SetRequest, key?: string): Opening<AdjustmentResult> {
    return this.#keys.open(key, ['inventorySetQuantities', request])
  }

  openAdjust(request: AdjustRequest, key?: string): Opening<AdjustmentResult> {
    return this.#keys.open(key, ['inventoryAdjustQuantities', request])
  }

  commitSet(opening: Opening<AdjustmentResult>, request: SetRequest): AdjustmentResult {
    return this.#run(opening, () => setQuantities(this.state, request, this.#rules))
  }

  commitAdjust(opening: Opening<AdjustmentResult>, request: AdjustRequest): AdjustmentResult {
    return this.#run(opening, () => adjustQuantities(this.state, request, this.#rules))
  }

  /** One level per address, undefined where there is none; `writesAgo` answers with what was true before the latest writes. */
  readLevels(addresses: readonly ModelAddress[], writesAgo = 0): (Level | undefined)[] {
    const view = this.state.levels.ago(writesAgo)
    return addresses.map(({ inventoryItemId, locationId }) => view.get(inventoryItemId, locationId))
  }

  activate(request: ActivateRequest): ActivateResult {
    return activate(this.state, request)
  }

  deactivate(inventoryLevelId: string): readonly UserError[] {
    return deactivate(this.state, inventoryLevelId)
  }

  levelNamed(id: string): Level | undefined {
    return levelNamed(this.state, id)
  }

  levelId(itemId: string, locationId: string): string {
    return levelId(this.state, itemId, locationId)
  }

  setMetafields(inputs: readonly MetafieldInput[]): ReturnType<typeof setMetafields> {
    return setMetafields(this.state, inputs)
  }

  updateItem(id: string, change: { sku?: string | null; tracked?: boolean }): InventoryItem {
    return this.state.catalogue.changeItem(id, change, this.state.now())
  }

  updateVariant(id: string, change: { barcode?: string | null; moreBarcodes?: readonly string[] }): Variant {
    return this.state.catalogue.changeVariant(id, change, this.state.now())
  }

  addLocation(location: NewLocation): Location {
    return addLocation(this.state, location)
  }

  addProduct(product: NewProduct): Product {
    const now = this.state.now()
    const added = this.state.catalogue.add(product, now)
    const levels = product.variants.flatMap((variant, index) => {
      const itemId = this.state.catalogue.variants.get(added.variantIds[index] ?? '')?.itemId ?? ''
      return (variant.levels ?? []).map(({ locationId, available }) => ({ ...emptyLevel(itemId, locationId, true, now), available }))
    })
    this.state.write(levels)
    return added
  }

  setProductStatus(productId: string, status: ProductStatus): void {
    this.state.catalogue.changeStatus(productId, status, this.state.now())
  }

  deleteVariant(variantId: string): void {
    this.state.catalogue.deleteVariant(variantId)
  }

  /** A sale; null when it is sold out. */
  sell(sale: Sale): Order | null {
    return sell(this.state, sale)
  }

  fulfil(orderId: string, lines?: readonly { readonly lineId: string; readonly quantity: number }[]): Order {
    return fulfil(this.state, orderId, lines)
  }

  cancel(orderId: string, restock: boolean): Order {
    return cancel(this.state, orderId, restock)
  }

  /** An order is edited: a line gets another quantity, or (`addLine`) the order another line. */
  editLine(orderId: string, lineId: string, quantity: number, restock: boolean): Order {
    return editLine(this.state, orderId, lineId, quantity, restock)
  }

  addLine(orderId: string, line: { itemId: string; quantity: number }, locationId: string): Order {
    return addLine(this.state, orderId, line, locationId)
  }

  refund(orderId: string, lines: readonly RefundLine[]): Order {
    return refund(this.state, orderId, lines)
  }

  /** A draft order that reserves its items; null when too little is there. */
  reserveDraft(sale: Sale): DraftOrder | null {
    return reserveDraft(this.state, sale)
  }

  releaseDraft(draftId: string): void {
    releaseDraft(this.state, draftId)
  }

  completeDraft(draftId: string): Order {
    return completeDraft(this.state, draftId)
  }

  /** A person sets `available` in the admin, stocking the item there if need be. */
  edit({ inventoryItemId, locationId }: ModelAddress, available: number): void {
    if (!this.state.catalogue.items.has(inventoryItemId)) throw new SandboxRefusal(`there is no inventory item ${inventoryItemId}`)
    if (!this.state.locations.has(locationId)) throw new SandboxRefusal(`there is no location ${locationId}`)
    const now = this.state.now()
    const level = this.state.levels.get(inventoryItemId, locationId) ?? emptyLevel(inventoryItemId, locationId, true, now)
    const delta = available - level.available
    this.state.write([{ ...level, available, active: true, updatedAt: now }])
    if (delta === 0) return
    const change = { delta, itemId: inventoryItemId, locationId }
    this.state.record('correction', null, [
      { name: 'available', ...change },
      { name: 'on_hand', ...change },
    ])
  }

  setLocationActive(locationId: string, active: boolean): void {
    setLocationActive(this.state, locationId, active)
  }

  snapshot(): ShopSnapshot {
    return snapshot(this.state)
  }

  #run(opening: Opening<AdjustmentResult>, work: () => AdjustmentResult): AdjustmentResult {
    if (opening.kind === 'stored') return opening.result
    if (opening.kind === 'refused') return { group: null, userErrors: [userError(null, opening.code, keyRefusalText[opening.code])] }
    const result = work()
    opening.close(result, this.#refusalsBurnKey && result.userErrors.length > 0)
    return result
  }
}
