import type { AskedReading } from '../../src/base/messages/asked-reading.ts'
import { checkReadRequest } from '../../src/base/messages/read-request.ts'
import type { Odoo } from '../../src/ports/odoo/odoo.ts'
import type { Store } from '../../src/ports/store/store.ts'
import type { Say } from '../../src/base/text/say.ts'
import { AskedReader } from '../../src/engine/watch/asked-reader.ts'
import { inCompanies } from '../../src/engine/watch/odoo-reading.ts'
import type { PollMemory } from '../../src/engine/watch/poll-memory.ts'
import type { Watch } from '../../src/engine/watch/watch.ts'
import { inWords } from '../kit/in-words.ts'
import type { Incoming } from '../kit/on-input.ts'
import { realClock } from '../kit/real-clock.ts'
import { categoryDomain } from './watch-settings.ts'

/** What a watch reads with. */
export interface AskedTools {
  readonly odoo: Odoo
  readonly store: Store
  readonly watch: Watch
  readonly memory: PollMemory
  readonly pageSize: number
  readonly say: Say
}

/** Gives what reconcile-diff asks with: a reader that is kept as long as the watch and its store are the same. */
export function askedReadings(tools: () => Promise<AskedTools>): (message: Incoming, asked: AskedReading) => Promise<object> {
  let kept: { readonly tools: AskedTools; readonly reader: AskedReader } | undefined
  return async (message, asked) => {
    const now = await tools()
    const { odoo, store, watch, memory, pageSize, say } = now
    const request = checkReadRequest(message.payload)
    if (kept?.tools.watch !== watch || kept.tools.store !== store || kept.tools.odoo !== odoo) {
      kept = { tools: now, reader: new AskedReader({ odoo, store, watch, clock: realClock, options: { pageSize } }, memory) }
    }
    const { name } = await odoo.identity()
    const { pictures, next } = await kept.reader.read(request, {
      narrow: await categoryDomain(inCompanies(odoo, watch.companyIds ?? []), request.categories ?? []),
      sold: (productIds) =>
        store.transaction(
          async ({ links }) => new Set((await links.byProduct(request.shop, name, productIds)).map((link) => link.odooProductId)),
        ),
    })
    return { ...message, payload: pictures.map((picture) => inWords(say, picture)), reconcile: { ...asked, next } }
  }
}
