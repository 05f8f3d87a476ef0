import assert from 'node:assert/strict'
import Papa from 'papaparse'
import { jobsAsCsv } from '../../../src/rules/jobs/export-jobs.ts'
import { checkJobCommand } from '../../../src/rules/jobs/job-command.ts'
import { runJobCommand } from '../../../src/engine/jobs/run-command.ts'
import type { FailedJob } from '../../../src/ports/store/failed-job.ts'
import { failure, start, storeWith } from './failures.ts'

function rows(csv: string): Record<string, string>[] {
  const parsed = Papa.parse<Record<string, string>>(csv, { header: true })
  assert.deepEqual(parsed.errors, [])
  return parsed.data
}

describe('the export of failed jobs', () => {
  it('is a CSV table with every name that operations needs', async () => {
    const store = await storeWith(failure('ITEM_NOT_STOCKED', 1), failure('PRODUCT_UNLINKED', 2))
    const { file } = await runJobCommand(store, checkJobCommand({ action: 'export', format: 'csv' }), start)
    assert.ok(file)
    assert.match(file, /^id,state,code,class,text,cure,retry,count,firstAt,lastAt,sku,/)
    assert.match(file, /\r\n/)
    const [second, first] = rows(file)
    assert.deepEqual(
      [first?.['code'], first?.['sku'], first?.['shopifyLocation'], first?.['odooProductId'], first?.['count']],
      ['ITEM_NOT_STOCKED', 'SKU-1', 'New Jersey', '1', '1'],
    )
    assert.equal(first?.['firstAt'], '2026-11-20T00:00:00.000Z')
    assert.match(second?.['text'] ?? '', /SKU SKU-2 has no linked Odoo product/)
  })

  it('holds nothing that a spreadsheet would run', () => {
    const dangerous = ['=HYPERLINK("http://evil.example")', '+1+1', '-2+3', '@SUM(A1)', '\t=1', '\r=1']
    const jobs = dangerous.map((text, n): FailedJob => ({
      id: `id-${n}`,
      cause: '',
      failure: { ...failure('ITEM_NOT_STOCKED', n + 1, { sku: text, odooProduct: text, shopifyLocation: text }) },
      count: 1,
      firstAt: start,
      since: start,
      lastAt: start,
      state: 'dismissed',
      note: text,
    }))
    for (const row of rows(jobsAsCsv(jobs))) {
      for (const [column, cell] of Object.entries(row)) assert.doesNotMatch(cell, /^[=+\-@\t\r]/, column)
    }
  })

  it('keeps commas, quotes and line breaks inside their cell', () => {
    const text = 'a "quoted", broken\nname'
    const job: FailedJob = {
      id: 'id-1',
      cause: '',
      failure: failure('ITEM_NOT_STOCKED', 1, { odooProduct: text }),
      count: 3,
      firstAt: start,
      since: start,
      lastAt: start,
      state: 'open',
      note: null,
    }
    const [row] = rows(jobsAsCsv([job]))
    assert.deepEqual([row?.['odooProduct'], row?.['note']], [text, ''])
  })

  it('is JSON without a format, and takes the same filters', async () => {
    const store = await storeWith(failure('ITEM_NOT_STOCKED', 1), failure('PRODUCT_UNLINKED', 2))
    const { file, total } = await runJobCommand(store, checkJobCommand({ action: 'export', code: 'PRODUCT_UNLINKED' }), start)
    const parsed: FailedJob[] = JSON.parse(file ?? '')
    assert.deepEqual([parsed.map(({ failure: { code } }) => code), total], [['PRODUCT_UNLINKED'], 1])
  })

  it('of nothing is a table with its heading only', () => {
    assert.equal(rows(jobsAsCsv([])).length, 0)
  })
})
