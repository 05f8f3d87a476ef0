import type { Node } from 'node-red'
import { isPlainObject } from '../../src/base/plain-object.ts'
import type { KeyEnd } from '../../src/adapters/odoo/key-end.ts'
import type { Say } from '../../src/base/text/say.ts'
import { AnnouncedEnd } from '../kit/announced-end.ts'
import { realClock } from '../kit/real-clock.ts'
import type { OdooService } from '../odoo-connection/odoo-service.ts'
import type { SyncStore } from '../sync-store/sync-stores.ts'

/** How often the end of the key is read, and how soon again after a reading that failed; milliseconds. */
const every = 43_200_000
const again = 600_000

/** The end of the API key of a watch's connection. */
export interface KeyEndWatch {
  /** Before Odoo is asked for the first time: what an earlier process knew, so that a key that is over by now has its cause. */
  recall(): Promise<void>
  /** After a reading that went well; asks Odoo twice a day at most. Throws STORE_*. */
  look(): Promise<void>
  /** The status with a word about an end that is near. */
  marked(text: string): { readonly text: string; readonly near: boolean }
}

export function keyEndWatch(node: Node, connection: OdooService, stores: SyncStore, say: Say): KeyEndWatch {
  const name = (): string => connection.name?.() ?? ''
  const kept = (): string => `odoo-key-end/${name()}`
  const end = new AnnouncedEnd({
    node,
    say,
    store: () => stores.open(),
    code: 'ODOO_KEY_ENDS',
    subject: () => (name() === '' ? {} : { odooDatabase: name() }),
  })
  let recalled = false
  let nextAt = Number.NEGATIVE_INFINITY

  return {
    async recall() {
      if (recalled || connection.keyEnd === undefined) return
      const known = keyEndIn(await (await stores.open()).transaction(({ cursors }) => cursors.get(kept())))
      if (known !== null) connection.keyEnd.recall(known)
      recalled = true
    },
    async look() {
      if (connection.keyEnd === undefined || realClock.elapsed() < nextAt) return
      nextAt = realClock.elapsed() + again
      const known = await connection.keyEnd.read().catch(() => undefined)
      if (known === undefined) return
      await (await stores.open()).transaction(({ cursors }) => cursors.put(kept(), JSON.stringify(known)))
      const { database, username } = connection.keyEnd.login()
      await end.is(known && { endsAt: known.endsAt, values: { database, user: username, key: known.name, keys: known.keys } })
      nextAt = realClock.elapsed() + every
    },
    marked(text) {
      const { near } = end
      return near === null ? { text, near: false } : { text: say('status.key-ends', { text, date: near.date }), near: true }
    },
  }
}

function keyEndIn(text: string | null): KeyEnd | null {
  const kept: unknown = text === null ? null : JSON.parse(text)
  if (!isPlainObject(kept)) return null
  const { endsAt, name, keys, mark } = kept
  if (typeof endsAt !== 'number' || typeof name !== 'string' || typeof keys !== 'number' || typeof mark !== 'string') return null
  return { endsAt, name, keys, mark }
}
