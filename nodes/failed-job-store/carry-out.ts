import { runJobCommand, type CommandAnswer } from '../../src/engine/jobs/run-command.ts'
import type { ProductToRead } from '../../src/engine/jobs/retry-jobs.ts'
import type { JobCommand } from '../../src/rules/jobs/job-command.ts'
import type { Say } from '../../src/base/text/say.ts'
import { realClock } from '../kit/real-clock.ts'
import { wakeDeliveries } from '../shopify-inventory-set/shared-delivery.ts'
import type { SyncStore } from '../sync-store/sync-stores.ts'
import { retryTakers, tellMatch, tellRetry } from './retry-signals.ts'

/** What a person or a message is answered. */
export type ShownAnswer = Omit<CommandAnswer, 'products' | 'items' | 'shops'>

/** `say`: the language of the answer. `handOn` takes the products to read again; without it whoever can take them does. */
export interface CarryOutOptions {
  readonly say?: Say
  readonly handOn?: (products: readonly ProductToRead[]) => void
}

/**
 * Carries out a command on the failed jobs of a store, and tells at once who goes on with it: the watches read, product-links match,
 * and the deliveries of the shops look for work, which they would not do for seconds by themselves. Throws as `runJobCommand`.
 */
export async function carryOut(
  syncStore: Pick<SyncStore, 'id' | 'open'>,
  command: JobCommand,
  { say, handOn = (products) => void tellRetry(syncStore.id, products) }: CarryOutOptions = {},
): Promise<ShownAnswer> {
  const store = await syncStore.open()
  const answer = await runJobCommand(store, command, realClock.now(), retryTakers(syncStore.id), say)
  const { products = [], items = [], shops = [], ...shown } = answer
  wakeDeliveries(store, shops)
  // Who shows how many jobs are open hears of it, also when there is nothing to read.
  if (command.action !== 'list' && command.action !== 'export') handOn(products)
  tellMatch(syncStore.id, items)
  return shown
}
