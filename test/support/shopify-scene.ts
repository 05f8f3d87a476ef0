import assert from 'node:assert/strict'
import { SyncError } from '../../src/base/error/sync-error.ts'
import { Budget } from '../../src/adapters/shopify/pacing/budget.ts'
import { connectShopify } from '../../src/adapters/shopify/connect.ts'
import type { Shopify } from '../../src/ports/shopify/shopify.ts'
import { fixedRandom } from './fixed-random.ts'
import { ScriptedAdmin, type Step } from './scripted-admin.ts'
import { VirtualClock } from './virtual-clock.ts'

/** A connection whose Shopify answers step by step as told, in virtual time. */
export interface ShopifyScene {
  readonly clock: VirtualClock
  readonly admin: ScriptedAdmin
  readonly budget: Budget
  readonly shopify: Shopify
}

export function shopifyScene(...steps: Step[]): ShopifyScene {
  const clock = new VirtualClock()
  const admin = new ScriptedAdmin(...steps)
  const budget = new Budget(clock)
  const settings = { shop: 'nova-trail', auth: { kind: 'token' as const, accessToken: 'shpat_top_secret' } }
  const shopify = connectShopify(settings, { clock, random: fixedRandom, fetch: admin.fetch, budget })
  return { clock, admin, budget, shopify }
}

/** The error that the work ends with. */
export async function failure(clock: VirtualClock, work: Promise<unknown>): Promise<SyncError> {
  const error = await clock.run(
    work.then(
      () => null,
      (reason: unknown) => reason,
    ),
  )
  assert.ok(error instanceof SyncError, `${error}`)
  return error
}
