import assert from 'node:assert/strict'
import Papa from 'papaparse'
import { reportPage } from '../../../nodes/reconcile-diff/report-page.ts'
import { reportFile, type FileFormat } from '../../../src/engine/reconcile/report/report-file.ts'
import type { PlanLine } from '../../../src/ports/store/plan-record.ts'
import { MemoryStore } from '../../../src/adapters/store/memory/memory-store.ts'
import type { Say } from '../../../src/base/text/say.ts'
import { english, german } from '../../support/english.ts'
import { madeAt, planLine, reportRun, storedPlan } from '../../support/reconcile/report-plan.ts'

const lines = [
  planLine(1, 1, 10, 15, { cause: 'direction-conflict', evidence: 'Somebody else has changed the number.' }),
  planLine(2, 1, 0, 4, { outcome: 'oversell-risk' }),
  planLine(2, 2, 7, null, { outcome: 'not-stocked', state: 'noted', cause: 'location-mapping' }),
]

async function fileOf(format: FileFormat, found: readonly PlanLine[] = lines, say: Say = english, language = 'en-US') {
  const store = new MemoryStore()
  const plan = await storedPlan(store, found, 97)
  return await reportFile({ store, plan, run: reportRun, say, language, now: madeAt + 3_600_000, format, page: reportPage() })
}

const named = (name: string): PlanLine => {
  const { line, ...rest } = planLine(1, 1, 10, 15)
  return { ...rest, line: { ...line, odoo: { ...line.odoo, name }, shopify: { ...line.shopify, sku: name } } }
}

const cells = (csv: string): string[][] => Papa.parse<string[]>(csv.slice(1), { skipEmptyLines: true }).data

describe('the report of a run as a file', () => {
  it('is named after the shop and the time', async () => {
    const { name, mime } = await fileOf('csv')
    assert.equal(name, 'reconciliation-harbour-outdoor-20261120-0200.csv')
    assert.equal(mime, 'text/csv; charset=utf-8')
  })

  it('as JSON, holds the plan, the figures, and each line with its cause and evidence', async () => {
    const report = JSON.parse((await fileOf('json')).content)
    assert.deepEqual([report.kind, report.plan.id, report.run.id], ['reconciliation-report', '0e6f0c9e-plan', 'run-1'])
    assert.deepEqual([report.summary.levels, report.summary.outcomes.matched, report.summary.unitsOver], [100, 97, 9])
    const found = report.lines.map((line: Record<string, unknown>) => [line['outcome'], line['difference'], line['cause'], line['state']])
    assert.deepEqual(found, [
      ['oversell-risk', 4, undefined, 'planned'],
      ['differing', 5, 'direction-conflict', 'planned'],
      ['not-stocked', null, 'location-mapping', 'noted'],
    ])
    assert.equal(report.lines[1].evidence, 'Somebody else has changed the number.')
  })

  it('as JSON, is whole with no line at all, and with more than one page of them', async () => {
    assert.deepEqual(JSON.parse((await fileOf('json', [])).content).lines, [])
    const many = Array.from({ length: 700 }, (_, at) => planLine(at + 1, 1, 3, 4))
    assert.equal(JSON.parse((await fileOf('json', many)).content).lines.length, 700)
  })

  it('as CSV, has one row per line below a head in the language of the report', async () => {
    const [head, severest, first, ...rest] = cells((await fileOf('csv', lines, german, 'de')).content)
    assert.deepEqual(head?.slice(0, 7), ['SKU', 'Produkt', 'Standort', 'Befund', 'Shopify zeigt', 'Soll zeigen', 'Abweichung'])
    assert.deepEqual(first?.slice(0, 8), ['SKU-1', 'Product 1', 'Location 1', 'Abweichend', '15', '10', '5', 'Richtungskonflikt'])
    assert.deepEqual(severest?.slice(0, 4), ['SKU-2', 'Product 2', 'Location 1', 'Überverkauf droht'])
    assert.equal(rest.length, 1)
    assert.equal((await fileOf('csv')).content.charAt(0), '\uFEFF')
  })

  it('as CSV, has a head for each column in every language, and a word for each value', async () => {
    for (const say of [english, german]) {
      const text = (await fileOf('csv', lines, say)).content
      assert.doesNotMatch(text, /report\.|finding\./)
    }
  })

  for (const name of ['=HYPERLINK("http://x")', '+1', '-2+3', '@SUM(A1)', '\t=1', ' =1', '＝1+1', '\r=1']) {
    it(`as CSV, lets no cell be taken for a formula: ${JSON.stringify(name)}`, async () => {
      const [, row] = cells((await fileOf('csv', [named(name)])).content)
      assert.equal(row?.[0], `'${name}`)
      assert.equal(row?.[1], `'${name}`)
    })
  }

  it('as CSV, leaves negative numbers numbers, and quotes what needs it', async () => {
    const [, row] = cells((await fileOf('csv', [{ ...named('a "b", c\nd'), shown: 2 }])).content)
    assert.deepEqual(row?.slice(0, 7), ['a "b", c\nd', 'a "b", c\nd', 'Location 1', 'Differing', '2', '10', '-8'])
  })
})
