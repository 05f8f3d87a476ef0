import assert from 'node:assert/strict'
import type { ReportLine } from '../../../src/base/messages/report.ts'
import { bundledFlow } from '../../support/bundled-flows.ts'
import type { Message } from '../../support/node-red-event.ts'
import { type PatternFlow, startPatternFlow } from '../patterns/pattern-flow.ts'

const idOf = (name: string): string | undefined => bundledFlow('first-load.json').find((node) => node['name'] === name)?.id

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

  /** What a node of the flow got since the start. */
  const said = (name: string): Message[] =>
    flow.nodeRed.events.flatMap((event) => (event.what === 'received' && event.node === idOf(name) ? [event.msg] : []))

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

  it('writes all the rest when that is approved', async () => {
    const between = levels()
    const applied = await reported('7  approve the newest plan')
    assert.ok(lines(applied).every((line) => line['state'] === 'written'))
    assert.notEqual(levels(), between)
  })

  it('has a way back for the newest plan, and to the baseline for all', async () => {
    const loaded = levels()
    const newest = await reported('8  way back: the newest written plan')
    assert.ok(lines(newest).every((line) => line['state'] === 'restored'))
    assert.notEqual(levels(), loaded)
    assert.notEqual(levels(), atFirst, 'the tenth still stands')
    const tenth = await reported('9  way back to the baseline')
    assert.ok(lines(tenth).every((line) => line['state'] === 'restored'))
    assert.equal(levels(), atFirst)
  })

  it('had nothing to complain about from the first button to the last', () => {
    assert.deepEqual(said('error'), [])
  })

  it('goes back through several plans with one button, and says when nothing is left', async () => {
    await reported('3  plan for a tenth of the products')
    await reported('4  approve the newest plan')
    await reported('6  plan for everything')
    await reported('7  approve the newest plan')
    const from = flow.nodeRed.events.length
    await flow.press('9  way back to the baseline')
    await flow.received('nothing left', from)
    assert.equal(levels(), atFirst)
  })

  it('loads all of the shop', async () => {
    await reported('6  plan for everything')
    await reported('7  approve the newest plan')
    assert.deepEqual(lines(await reported('6  plan for everything')), [])
    assert.deepEqual(said('error'), [])
  })
})
