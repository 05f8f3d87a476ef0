import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { FlowNode } from '../../support/node-red.ts'
import { withRows } from '../patterns/edit-map.ts'
import { type PatternFlow, startPatternFlow } from '../patterns/pattern-flow.ts'

const [sku, texas] = ['SKU-0001', 'Texas Warehouse'] as const

describe('the flow nightly-reconcile', function () {
  this.timeout(120_000)
  let flow: PatternFlow

  before(async () => {
    flow = await startPatternFlow('nightly-reconcile')
  })
  after(() => flow?.stop())

  /** Presses a button and gives the message that the node gets then. */
  async function pressed(button: string, node: string) {
    const from = flow.nodeRed.events.length
    await flow.press(button)
    return await flow.received(node, from)
  }

  /** Compares until live sync has nothing left to do. */
  async function settled(): Promise<number> {
    for (let tries = 0; tries < 8; tries++) {
      // The page comes last; the page of one run is not to be taken for that of the next.
      const { summary } = await pressed('compare now', 'page written')
      if (outcome(summary, 'matched') === levels(summary)) break
    }
    return flow.level(sku, texas) ?? 0
  }

  it('is right when live sync is, finds what somebody typed, and writes a page for people; Shopify stays as it is', async () => {
    const right = await settled()
    await flow.press('somebody types 500 into Shopify (Texas)')
    await flow.shows(sku, { [texas]: 500 })
    const { summary, dryRun, filename } = await pressed('compare now', 'page written')
    assert.deepEqual([levels(summary), outcome(summary, 'differing'), dryRun], [36, 1, true])
    assert.equal(flow.level(sku, texas), 500)
    // Whatever folder Node-RED was started in.
    assert.equal(dirname(String(filename)), join(flow.nodeRed.userDir, 'reconcile-reports'))
    assert.match(String(filename), /\.html$/)
    assert.match(readFileSync(String(filename), 'utf8'), /<html[\s\S]*SKU-0001/)
    assert.ok(right < 500)
  })

  it('writes what was found when it is approved, and takes it back', async () => {
    assert.equal((await pressed('approve the plan', 'report')).topic, 'applied')
    const right = flow.level(sku, texas) ?? 500
    assert.ok(right < 500)
    assert.equal((await pressed('take it back', 'report')).topic, 'rolled-back')
    assert.equal(flow.level(sku, texas), 500)
    await pressed('compare now', 'report')
    // Only when it is told that all is applied can another run begin.
    assert.equal((await pressed('approve the plan', 'report')).topic, 'applied')
    assert.equal(flow.level(sku, texas), right)
  })

  it('tells the alert when a run fails, with the reason', async () => {
    await flow.deploy(withRows((rows) => rows.slice(1)))
    const { payload } = await pressed('compare now', 'alert: put e-mail or chat here')
    assert.partialDeepStrictEqual(payload, [{ kind: 'failed', code: 'MAP_UNDECIDED', recorded: true }])
  })

  it('begins by itself at the time of the schedule', async () => {
    const from = flow.nodeRed.events.length
    await flow.deploy((nodes) =>
      nodes.map((node): FlowNode => (node.type === 'reconcile-diff' ? { ...node, schedule: '*/5 * * * * *' } : node)),
    )
    const { summary } = await flow.received('report', from)
    assert.equal(levels(summary), 36)
  })
})

function levels(summary: unknown): number {
  return typeof summary === 'object' && summary !== null && 'levels' in summary ? Number(summary.levels) : 0
}

function outcome(summary: unknown, name: string): number {
  const outcomes: unknown = typeof summary === 'object' && summary !== null && 'outcomes' in summary ? summary.outcomes : undefined
  return typeof outcomes === 'object' && outcomes !== null ? Number(Object.entries(outcomes).find(([key]) => key === name)?.[1]) : 0
}
