import type { Node } from 'node-red'
import type { FailedLine } from '../../src/base/messages/failed.ts'
import { versionEnd } from '../../src/adapters/shopify/version-end.ts'
import type { Say } from '../../src/base/text/say.ts'
import { AnnouncedEnd } from '../kit/announced-end.ts'
import { realClock } from '../kit/real-clock.ts'
import type { ShopifyService } from '../shopify-connection/shopify-service.ts'
import type { SyncStore } from '../sync-store/sync-stores.ts'

/** How often it is looked at, in milliseconds: nothing has to be asked. */
const every = 43_200_000

/** The end of Shopify's support of the API version that is used. */
export interface VersionEndWatch {
  /** The line of the job when one was stored now. Throws STORE_*. */
  look(): Promise<FailedLine | null>
  /** The status with a word about an end that is near. */
  marked(text: string): { readonly text: string; readonly near: boolean }
}

export function versionEndWatch(node: Node, connection: ShopifyService, stores: SyncStore, say: Say): VersionEndWatch {
  const { shop } = connection.shopify()
  const end = new AnnouncedEnd({ node, say, store: () => stores.open(), code: 'SHOPIFY_VERSION_ENDS', subject: () => ({ shop }) })
  let nextAt = Number.NEGATIVE_INFINITY
  return {
    async look() {
      const version = connection.apiVersion?.()
      if (version === undefined || realClock.elapsed() < nextAt) return null
      const line = await end.is({ endsAt: versionEnd(version), values: { shop, version } })
      nextAt = realClock.elapsed() + every
      return line
    },
    marked(text) {
      const { near } = end
      return near === null
        ? { text, near: false }
        : { text: say('status.version-ends', { ...near.values, text, date: near.date }), near: true }
    },
  }
}
