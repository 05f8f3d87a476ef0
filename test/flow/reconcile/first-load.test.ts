import assert from 'node:assert/strict'
import type { ReportLine } from '../../../src/line/report.ts'
import type { Message } from '../../support/node-red-event.ts'
import { type PatternFlow, startPatternFlow } from '../patterns/pattern-flow.ts'

describe('the flow first-load', function () {
  this.timeout(120_000)
  let flow: PatternFlow
  let atFirst: string

  before(async () => {
    flow = await startPatternFlow('first-load')
    atFirst = levels()
  })
  after(() => flow?.stop())

  const levels = (): string => JSON.stringify(flow.demo.shopify.model.snapshot().levels.map((level) => level.available))
  const lines = ({ payload }: Message): ReportLine[] => (Array.isArray(payload) ? payload : [])

  /** Presses a button and gives the report that comes of it. */
  async function reported(button: string): Promise<Message> {
    const from = flow.nodeRed.events.length
    await flow.press(button)
    return await flow.received('report', from)
  }

  it('writes nothing while it is frozen: not the baseline, not the plan for a tenth, not even when that is approved', async () => {
    const from = flow.nodeRed.events.length
    await flow.press('1  freeze the shop')
    await flow.received('frozen or not', from)
    const baseline = await reported('2  baseline: compare everything')
    assert.equal(lines(baseline).length, 36, 'every level is kept')
    assert.ok(lines(baseline).some(({ outcome }) => outcome !== 'matched'))
    const tenth = await reported('3  plan for a tenth of the products')
    assert.ok(lines(tenth).length > 0 && lines(tenth).length < lines(baseline).length)
    const approved = flow.nodeRed.events.length
    await flow.press('4  approve the newest plan')
    await flow.received('progress', approved)
    assert.equal(levels(), atFirst)
  })

  it('writes the approved tenth when it is released, and nothing else', async () => {
    const applied = await reported('5  release the shop')
    const group = lines(applied).filter((line) => line['state'] === 'written')
    assert.ok(group.length > 0)
    const everything = await reported('6  plan for everything')
    const left = new Set(lines(everything).map((line) => `${line.shopify.inventoryItemId} ${line.shopify.locationId}`))
    for (const { shopify } of group) assert.ok(!left.has(`${shopify.inventoryItemId} ${shopify.locationId}`))
    assert.ok(left.size > 0, 'the others still wait')
  })

  it('writes all the rest when that is approved, and has a way back to what the shop showed', async () => {
    const between = levels()
    const applied = await reported('4  approve the newest plan')
    assert.ok(lines(applied).every((line) => line['state'] === 'written'))
    assert.notEqual(levels(), between)
    const back = await reported('7  way back')
    assert.ok(lines(back).every((line) => line['state'] === 'restored'))
    assert.equal(levels(), between)
    await reported('6  plan for everything')
    await reported('4  approve the newest plan')
    assert.deepEqual(lines(await reported('6  plan for everything')), [])
  })
})
