import type { LevelKey, LevelRecord } from '../../ports/store/level-record.ts'
import type { Store } from '../../ports/store/store.ts'
import { defaultDeliveryOptions, type DeliveryOptions } from '../../rules/delivery/options.ts'
import { whyLevel, type Why } from './why.ts'

/** Levels that are looked through in one transaction, so that nobody waits long for the store. */
const atOnce = 500

/**
 * "Why is this number?" for every level of a SKU (requirement 4.5), or for the one at a Shopify location, which may be
 * named by its name or its id. Empty when no picture of that SKU was ever accepted.
 */
export async function whySku(
  store: Store,
  shop: string,
  sku: string,
  location: string | null,
  options: DeliveryOptions = defaultDeliveryOptions,
): Promise<Why[]> {
  const answers: Why[] = []
  for (const key of await levelsOf(store, shop, sku, location))
    answers.push(await store.transaction((tables) => whyLevel(tables, key, options)))
  return answers
}

async function levelsOf(store: Store, shop: string, sku: string, location: string | null): Promise<LevelKey[]> {
  const found: LevelKey[] = []
  let after: LevelKey | null = null
  do {
    const from: LevelKey | null = after
    const page: LevelRecord[] = await store.transaction((tables) => tables.levels.page(shop, from, atOnce))
    found.push(...page.filter((record) => isAsked(record, sku, location)))
    after = page.length < atOnce ? null : (page.at(-1) ?? null)
  } while (after !== null)
  return found
}

function isAsked({ wanted, locationId }: LevelRecord, sku: string, location: string | null): boolean {
  if (wanted === null || (wanted.shopify.sku !== sku && wanted.odoo.sku !== sku)) return false
  return location === null || location === locationId || location === wanted.shopify.location
}
