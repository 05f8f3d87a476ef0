import assert from 'node:assert/strict'
import { whyLevel } from '../../../src/engine/delivery/why.ts'
import { withFailed } from '../../../src/base/messages/asked-reading.ts'
import { storedReportLine, bySeverity } from '../../../src/rules/reconcile/report-line.ts'
import { severestFirst } from '../../../src/engine/reconcile/plan-pages.ts'
import { reportOutcomes, type ReportOutcome } from '../../../src/base/messages/report.ts'
import { MemoryStore } from '../../../src/adapters/store/memory/memory-store.ts'
import { english, wordsOf } from '../../support/english.ts'
import { describeError } from '../../../src/base/error/describe.ts'
import { SyncError } from '../../../src/base/error/sync-error.ts'
import { at, on } from '../../support/reconcile/on-floor.ts'
import { planLine, storedPlan } from '../../support/reconcile/report-plan.ts'
import { planId } from '../../support/reconcile/plan-id.ts'

describe('the sum of a finding', () => {
  it('is that of "why", holds included, at the same instant', () =>
    on(at([10, 10]), async (floor) => {
      const place = { product: 1, location: 1 }
      await floor.goLive()
      floor.sell(place, 2)
      floor.odoo.set('1@1', 11)
      await floor.goLive()
      await floor.clock.advance(1000)
      await floor.command({ action: 'start', scope: { everyLevel: true } })
      const status = await floor.finish()
      const [line] = await floor.planLines(planId(status))
      assert.ok(line)
      const told = storedReportLine(line, english).trace.map(({ text }) => text)
      const why = await floor.store.transaction((tables) => whyLevel(tables, line))
      const sum = wordsOf(why.trace.filter(({ by, code }) => by === 'shopify-inventory-set' && code !== 'confirmed'))
      assert.deepEqual(told.slice(-sum.length), sum)
      assert.match(sum.join('; '), /11 may be sold.*2 held since.*9 is to be shown/)
      assert.equal(why.target, line.wanted)
    }))

  it('says what is missing here and is taken as sold, and when Shopify was read', () =>
    on(at([10, 10]), async (floor) => {
      await floor.goLive()
      floor.sell({ product: 1, location: 1 }, 3)
      await floor.command({ action: 'start' })
      const status = await floor.finish()
      const [line] = await floor.planLines(planId(status))
      assert.ok(line)
      const report = storedReportLine(line, english)
      assert.match(report.trace.map(({ text }) => text).join('; '), /10 may be sold.*3 fewer at .* count as sold.*7 is to be shown/)
      assert.equal(report.comparedAt, new Date(line.shownAt).toISOString())
    }))
})

describe('the lines of a report', () => {
  const outcomes: ReportOutcome[] = ['moving', 'differing', 'below-zero', 'held', 'oversell-risk', 'suppressed']

  it('begin with the most urgent finding, however the levels are called, and end at the limit', async () => {
    const store = new MemoryStore()
    const lines = Array.from({ length: 600 }, (_, place) => planLine(place + 1, 1, 5, 4, { outcome: outcomes[place % 6] ?? 'moving' }))
    const plan = await storedPlan(store, lines, 3)
    const found: ReportOutcome[] = []
    for await (const page of severestFirst(store, plan.id, plan.counts, 350)) found.push(...page.map(({ outcome }) => outcome))
    assert.equal(found.length, 350)
    assert.deepEqual([...new Set(found)], ['oversell-risk', 'below-zero', 'suppressed', 'differing'])
    const hundred = (outcome: ReportOutcome): ReportOutcome[] => Array.from({ length: 100 }, () => outcome)
    assert.deepEqual(found.slice(0, 300), [...hundred('oversell-risk'), ...hundred('below-zero'), ...hundred('suppressed')])
  })

  it('have a place for every finding', () => {
    assert.deepEqual(bySeverity.toSorted(), reportOutcomes.toSorted())
  })
})

describe('what a comparison leaves out', () => {
  it('is counted, and named up to a bound', () => {
    const asked = { node: 'reconcile', token: 'run/page 0' }
    const failedAt = '2026-11-20T02:00:00.000Z'
    const failed = Array.from({ length: 150 }, (_, place) =>
      describeError(new SyncError('VARIANT_UNLINKED', { sku: `SKU-${place}` }), english, failedAt),
    )
    const [once, twice] = [withFailed(asked, failed), withFailed(withFailed(asked, failed), failed)]
    assert.deepEqual([once.unlinked, once.leftOut?.length], [150, 150])
    assert.deepEqual([twice.unlinked, twice.leftOut?.length], [300, 200])
    assert.deepEqual(Object.keys(once.leftOut?.[0] ?? {}), ['code', 'text', 'cure'])
  })
})
