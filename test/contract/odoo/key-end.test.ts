import assert from 'node:assert/strict'
import { connectorGroups, type AccountOptions, type ApiKeyRow } from '../../../sandbox/odoo/account.ts'
import { startOdooSandbox } from '../../../sandbox/odoo/odoo-sandbox.ts'
import type { Clock } from '../../../src/ports/clock.ts'
import { describeError } from '../../../src/base/error/describe.ts'
import type { SyncError } from '../../../src/base/error/sync-error.ts'
import { connectOdoo } from '../../../src/adapters/odoo/connect.ts'
import { markOf, readKeyEnd, stillKnown, type KeyEnd } from '../../../src/adapters/odoo/key-end.ts'
import { english } from '../../support/english.ts'
import { realClock } from '../../support/real-clock.ts'
import { failure } from './odoo-contract.ts'

const apiKey = 'ab'.repeat(20)
const now = Date.UTC(2026, 10, 20)
const in90Days = { name: 'Node-RED', endsAt: '2027-02-17 22:57:23' }
const random = { next: () => 0, uuid: () => '' }

for (const [majorVersion, transport] of [
  [17, 'xml-rpc'],
  [18, 'json-rpc'],
  [19, 'xml-rpc'],
  [19, 'json-2'],
] as const) {
  describe(`the end of the key in use: simulated ${majorVersion} over ${transport}`, () => {
    let at = now
    const clock: Clock = { ...realClock, now: () => at }

    /** What is read at first, and the fault of a call a day after the end of the first key. */
    async function asked(keys: readonly ApiKeyRow[], key = apiKey): Promise<[KeyEnd | null, SyncError | null]> {
      at = now
      const users: AccountOptions[] = [
        { login: 'connector', apiKey: key, companyIds: [1], groups: connectorGroups, keys },
        { login: 'other', apiKey: 'other', companyIds: [1], groups: connectorGroups, keys: [{ name: 'o', endsAt: '2026-11-21 00:00:00' }] },
      ]
      const sandbox = await startOdooSandbox({ majorVersion, users, clock })
      const settings = { url: sandbox.url, database: sandbox.database, username: 'connector', apiKey: key, transport, timeoutMs: 5000 }
      let known: KeyEnd | null = null
      const odoo = connectOdoo(settings, { clock, random, keyEnd: () => known })
      try {
        known = await readKeyEnd(odoo, key, at)
        at = Date.UTC(2027, 1, 18)
        if (keys[0]?.endsAt === undefined) return [known, null]
        if (transport === 'json-2') return [known, await failure(odoo.searchCount('res.users', []))]
        // Over XML-RPC and JSON-RPC a login that was taken goes on: nothing is forgotten meanwhile, and the next login is refused.
        assert.deepEqual(stillKnown(known, await readKeyEnd(odoo, key, at), at), known?.keys === 1 ? known : null)
        const next = connectOdoo(settings, { clock, random, keyEnd: () => known })
        const refused = await failure(next.identity())
        await next.close()
        return [known, refused]
      } finally {
        await odoo.close()
        await sandbox.stop()
      }
    }

    if (majorVersion === 17) {
      it('is not there: a key has none', async () => assert.equal((await asked([{ name: 'Node-RED' }]))[0], null))
      return
    }

    it('is read, and names the cause when the key is refused after it', async () => {
      const [known, refused] = await asked([in90Days])
      assert.deepEqual(known, { endsAt: Date.UTC(2027, 1, 17, 22, 57, 23), name: 'Node-RED', keys: 1, mark: markOf(apiKey) })
      assert.deepEqual([refused?.code, refused?.values['key'], refused?.values['date']], ['ODOO_KEY_ENDED', 'Node-RED', '2027-02-17'])
      assert.match(describeError(refused, english, '').text, /API key \(Node-RED\) ended on 2027-02-17/)
    })

    it('is the earliest of those that could be it, and says how many: not of another scope, not one that is over', async () => {
      const others = [
        { name: 'for good' },
        { name: 'over', endsAt: '2026-11-19 00:00:00' },
        { name: 'mail', endsAt: '2026-11-25 00:00:00', scope: 'odoo.plugin' },
        { name: 'sooner', endsAt: '2026-12-01 00:00:00', scope: 'rpc' },
      ]
      assert.partialDeepStrictEqual((await asked([in90Days, ...others]))[0], { name: 'sooner', keys: 3 })
    })

    it('is not asked for where a password is used, and is none where no key ends', async () => {
      const [known, refused] = await asked([in90Days], 'a password')
      assert.deepEqual([known, refused?.code], [null, 'ODOO_LOGIN_REFUSED'])
      assert.deepEqual(await asked([{ name: 'for good' }]), [null, null])
    })
  })
}
