import assert from 'node:assert/strict'
import fc from 'fast-check'
import { startOdooSandbox, type OdooSandbox } from '../../../sandbox/odoo/odoo-sandbox.ts'
import { SyncError } from '../../../src/base/error/sync-error.ts'
import { connectOdoo } from '../../../src/adapters/odoo/connect.ts'
import type { Odoo } from '../../../src/ports/odoo/odoo.ts'
import { fixedRandom } from '../../support/fixed-random.ts'
import { realClock } from '../../support/real-clock.ts'
import { distortingServer, type DistortingServer } from './support/distorting-server.ts'
import { distortion } from './support/distortion.ts'
import { fuzzLimitMs, fuzzRuns } from './support/fuzz-runs.ts'

const work: readonly ((odoo: Odoo) => Promise<unknown>)[] = [
  (odoo) => odoo.identity(),
  (odoo) => odoo.searchRead('stock.quant', [], ['product_id', 'quantity', 'write_date'], { limit: 3 }),
  (odoo) => odoo.searchCount('stock.quant', []),
  (odoo) => odoo.readSums('stock.quant', [], ['product_id', 'location_id'], ['quantity']),
  (odoo) => odoo.write('res.partner', [99_999], { name: 'x' }),
  (odoo) => odoo.call('stock.quant', 'has_group', [], { group_ext_id: 'base.group_user' }),
]

for (const [majorVersion, transport] of [
  [17, 'xml-rpc'],
  [18, 'json-rpc'],
  [19, 'json-2'],
] as const) {
  describe(`distorted answers of Odoo ${majorVersion} over ${transport}`, function () {
    this.timeout(fuzzLimitMs)
    let sandbox: OdooSandbox
    let server: DistortingServer

    before(async () => {
      sandbox = await startOdooSandbox({ majorVersion })
      server = await distortingServer(sandbox.url)
    })
    after(async () => {
      await server?.close()
      await sandbox?.stop()
    })

    const connect = (): Odoo => {
      const settings = { url: server.url, database: 'demo', username: 'connector', apiKey: 'demo-key', transport, timeoutMs: 10_000 }
      return connectOdoo(settings, { clock: realClock, random: fixedRandom, retries: 0 })
    }

    it('are told as a fault of Odoo, whatever was asked, and spoil nothing that is asked later', async () => {
      const asked = fc.record({ task: fc.nat(work.length - 1), after: fc.nat(5), wrong: distortion })
      await fc.assert(
        fc.asyncProperty(asked, async ({ task, after, wrong }) => {
          const odoo = connect()
          try {
            server.distort(after, wrong)
            await work[task]?.(odoo).catch((error: unknown) => assertFaultOfOdoo(error))
            server.clear()
            assert.equal((await odoo.identity()).majorVersion > 0, true)
          } catch (error) {
            // A wrong version, user or company is believed until the connection is opened anew.
            assertFaultOfOdoo(error)
          } finally {
            await odoo.close()
          }
        }),
        fuzzRuns(80),
      )
    })
  })
}

function assertFaultOfOdoo(error: unknown): void {
  assert.ok(error instanceof SyncError, `expected a SyncError, got ${error instanceof Error ? error.stack : String(error)}`)
  assert.match(error.code, /^(ODOO|WATCH)_/)
  assert.ok(!error.message.includes('demo-key'))
}
