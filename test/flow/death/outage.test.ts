import assert from 'node:assert/strict'
import { setTimeout as pause } from 'node:timers/promises'
import type { NodeRed } from '../../support/node-red.ts'
import type { KeptJob } from '../../support/death/kept-store.ts'
import { Load } from '../../support/death/load.ts'
import { MortalFlow } from '../../support/death/mortal-flow.ts'
import { comesToRest, comeTrue, wrong } from '../../support/death/quiesce.ts'
import { SeededRandom } from '../../support/death/seeded-random.ts'

const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000)
const soak = process.env['SOAK'] === '1'
/** How long a system is away. */
const awayMs = soak ? 60_000 : 12_000
/** The longest pause between two tries of the delivery is a minute. */
const backMs = soak ? 150_000 : 60_000

describe(`an outage of ${awayMs / 1000} seconds under load`, function () {
  this.timeout(400_000)
  let flow: MortalFlow
  let nodeRed: NodeRed
  let load: Load
  let from = 0

  before(async () => {
    console.log(`      seed ${seed} (SEED changes it, SOAK=1 makes the outages last a minute)`)
    const random = new SeededRandom(seed)
    // A short outage shall raise its job, too.
    flow = await MortalFlow.prepare(random, {}, soak ? {} : { maxAttempts: 4 })
    nodeRed = await flow.start()
    await comeTrue(flow, nodeRed, 'every level at what is due before anything happens', () => wrong(flow))
    load = new Load(flow.demo, flow.ledger, random)
  })
  after(async () => {
    try {
      await load?.stop()
    } finally {
      await flow?.close()
    }
  })
  beforeEach(() => {
    from = nodeRed.events.length
    load.start(40, () => flow.witness.look())
  })

  /** The load ends, and everything that has happened during the outage and after it arrives. */
  async function nothingIsLost(): Promise<void> {
    await load.stop()
    await load.importAll()
    await comesToRest(flow, nodeRed, backMs)
    const { sentences, levels } = flow.ledger.broken()
    const chronicles = levels.flatMap((level) => [`--- ${level}`, ...flow.ledger.chronicle(level)])
    assert.deepEqual([...flow.witness.violations, ...sentences], [], chronicles.join('\n'))
  }

  const aboutTheShop = (): KeptJob[] => (flow.live()?.jobs ?? []).filter(({ code }) => code.startsWith('SHOPIFY_'))

  /** The pass after the last write resolves the job. */
  async function theirJobsEnd(): Promise<void> {
    await comeTrue(flow, nodeRed, 'every job about the shop resolved', () =>
      aboutTheShop().flatMap(({ code, state }) => (state === 'resolved' ? [] : [`${code} is ${state}`])),
    )
  }

  async function says(node: string, code: RegExp): Promise<void> {
    const isTrouble = (event: NodeRed['events'][number]): boolean =>
      event.what === 'status' && event.node === node && event.status.fill === 'red' && code.test(event.status.text ?? '')
    await nodeRed.until(`${node} to say ${code.source}`, isTrouble, { from, withinMs: awayMs })
  }

  /** Errors of a node at the Catch node since the outage began. */
  function caught(source: string): string[] {
    return nodeRed.events.slice(from).flatMap((event) => {
      if (event.what !== 'received' || event.node !== 'o2o-error') return []
      const { error } = event.msg
      if (typeof error !== 'object' || error === null || !('source' in error) || !('code' in error)) return []
      return JSON.stringify(error.source).includes(`"${source}"`) ? [String(error.code)] : []
    })
  }

  it('of Shopify loses nothing and makes one job at most, which ends with it', async () => {
    const { shopify } = flow.demo
    await shopify.setDown('unavailable')
    const over = pause(awayMs)
    await says('o2o-set', /SHOPIFY_BUSY/)
    await pause(awayMs / 3)
    await shopify.setDown('reset')
    await pause(awayMs / 3)
    await shopify.setDown('refuse')
    await over
    await shopify.setDown('up')
    await nothingIsLost()
    const jobs = aboutTheShop()
    assert.ok(jobs.length <= 1, JSON.stringify(jobs))
    await theirJobsEnd()
  })

  it('of Odoo is told once, and loses nothing', async () => {
    const { odoo } = flow.demo
    await odoo.down()
    const over = pause(awayMs)
    await says('o2o-watch', /ODOO_UNREACHABLE/)
    await over
    assert.deepEqual(caught('odoo-quant-watch'), ['ODOO_UNREACHABLE'])
    await odoo.up()
    await nothingIsLost()
  })

  it('of both loses nothing', async () => {
    const { odoo, shopify } = flow.demo
    await Promise.all([odoo.down(), shopify.setDown('reset')])
    await pause(awayMs)
    assert.deepEqual(caught('odoo-quant-watch'), ['ODOO_UNREACHABLE'])
    await Promise.all([odoo.up(), shopify.setDown('up')])
    await nothingIsLost()
    await theirJobsEnd()
  })

  it('that is a refused token is one job at once, which ends when the token is mended', async () => {
    const { faults } = flow.demo.shopify
    const before = aboutTheShop().length
    faults.add({ count: 1_000_000, effect: { kind: 'unauthorized' } })
    await says('o2o-set', /SHOPIFY_TOKEN_REFUSED/)
    await pause(awayMs / 4)
    faults.clear()
    // Who mends a token deploys; the soak leaves it to the delivery to notice.
    if (!soak) await nodeRed.deploy(flow.flows)
    await nothingIsLost()
    const jobs = aboutTheShop()
    assert.equal(jobs.filter(({ code }) => code === 'SHOPIFY_TOKEN_REFUSED').length, 1)
    assert.equal(jobs.length, before + 1)
    await theirJobsEnd()
  })
})
