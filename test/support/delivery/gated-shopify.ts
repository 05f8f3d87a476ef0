import { SyncError } from '../../../src/base/error/sync-error.ts'
import { LostAnswer } from '../../../src/ports/shopify/lost-answer.ts'
import type { LevelAddress, LevelReading, SetAnswer, SetBatch, Shopify } from '../../../src/ports/shopify/shopify.ts'
import type { Level } from '../../../sandbox/shopify/model/level.ts'
import type { ShopifyModel } from '../../../sandbox/shopify/model/shopify-model.ts'
import type { UserError } from '../../../sandbox/shopify/model/user-error.ts'
import { figuresOf } from '../in-memory-shopify.ts'
import type { Fate, PendingCall } from './gate.ts'

/** Sees what happens inside Shopify, at that instant. */
export interface Witness {
  /** A set call goes out, whether it arrives or not. */
  asked(key: string): void
  /** A set call got through; `answer` may never come back, `shown` and `onHand` are what Shopify had before, one per entry. */
  set(batch: SetBatch, answer: SetAnswer, shown: readonly number[], onHand: readonly number[]): void
  read(inventoryItemId: string, shown: number, onHand: number): void
}

const forever = new Promise<never>(() => undefined)

/**
 * The Shopify port over the simulated shop, where every call waits until the history decides its fate. After a crash a
 * call never comes back.
 */
export class GatedShopify implements Shopify {
  readonly shop: string
  readonly pending: PendingCall[] = []
  readonly #model: ShopifyModel
  readonly #witness: Witness
  sets = 0
  reads = 0

  constructor(model: ShopifyModel, witness: Witness, shop = 'nova-trail.myshopify.com') {
    this.#model = model
    this.#witness = witness
    this.shop = shop
  }

  async setQuantities(batch: SetBatch): Promise<SetAnswer> {
    this.sets++
    this.#witness.asked(batch.key)
    const { fate } = await this.#gate('set')
    if (fate === 'crash-before') return forever
    if (fate === 'lost-before') throw new LostAnswer('SHOPIFY_TIMEOUT', {})
    if (fate === 'refused-before') throw new SyncError('SHOPIFY_UNREACHABLE', {})
    const before = this.#model.readLevels(batch.entries).map(figuresAt)
    const { group, userErrors } = this.#model.setQuantities(
      {
        name: batch.name,
        reason: batch.reason,
        referenceDocumentUri: batch.referenceDocumentUri,
        apiVersion: '2026-10',
        quantities: batch.entries.map((entry) => ({
          inventoryItemId: entry.inventoryItemId,
          locationId: entry.locationId,
          quantity: entry.quantity,
          changeFromQuantity: entry.changeFrom,
        })),
      },
      batch.key,
    )
    const answer: SetAnswer =
      userErrors.length === 0
        ? { outcome: 'applied' }
        : { outcome: 'refused', appliedSome: group !== null, refusals: userErrors.map(refusalOf) }
    this.#witness.set(
      batch,
      answer,
      before.map(({ available }) => available),
      before.map(({ onHand }) => onHand),
    )
    if (fate === 'crash-after') return forever
    if (fate === 'lost-after') throw new LostAnswer('SHOPIFY_TIMEOUT', {})
    return answer
  }

  async readLevels(addresses: readonly LevelAddress[]): Promise<LevelReading[]> {
    this.reads++
    const { fate, stale } = await this.#gate('read')
    if (fate === 'crash-before' || fate === 'crash-after') return forever
    if (fate !== 'answer') throw new SyncError('SHOPIFY_TIMEOUT', {})
    const levels = this.#model.readLevels(addresses, stale)
    return addresses.map(({ inventoryItemId, locationId }, index) => {
      const level = levels[index]
      const figures = figuresAt(level)
      this.#witness.read(inventoryItemId, figures.available, figures.onHand)
      const state = level === undefined || !level.active ? 'not-stocked' : 'stocked'
      return { inventoryItemId, locationId, state, ...figures }
    })
  }

  #gate(kind: PendingCall['kind']): Promise<{ fate: Fate; stale: number }> {
    return new Promise((resolve) => {
      const call: PendingCall = {
        kind,
        meet: (fate, stale) => {
          this.pending.splice(this.pending.indexOf(call), 1)
          resolve({ fate, stale })
        },
      }
      this.pending.push(call)
    })
  }

  async installation() {
    return { shop: this.shop, apiVersion: '2026-10', scopes: [] }
  }

  async locations() {
    return []
  }

  async *variants() {
    yield []
  }

  async variantsOf() {
    return []
  }

  async setMetafields() {
    return { outcome: 'applied' as const }
  }

  async close(): Promise<void> {}
}

function figuresAt(level: Level | undefined): ReturnType<typeof figuresOf> {
  return level === undefined ? { available: 0, onHand: 0 } : figuresOf(level)
}

function refusalOf(error: UserError): { index: number | null; code: string; message: string } {
  const index = (error.field ?? []).find((part) => /^[0-9]+$/.test(part))
  return { index: index === undefined ? null : Number(index), code: error.code ?? '', message: error.message }
}
