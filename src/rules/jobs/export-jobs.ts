import type { FailedJob } from '../../ports/store/failed-job.ts'
import { writeTable } from '../../base/table/write-table.ts'

const columns = [
  'id',
  'state',
  'code',
  'class',
  'text',
  'cure',
  'retry',
  'count',
  'firstAt',
  'lastAt',
  'sku',
  'odooProduct',
  'odooProductId',
  'shopifyLocation',
  'odooLocation',
  'shop',
  'note',
] as const

/** Failed jobs as CSV for a spreadsheet. Cells that a spreadsheet would run as a formula are escaped. */
export function jobsAsCsv(jobs: readonly FailedJob[]): string {
  const rows = jobs.map((job) => {
    const { failure } = job
    const { subject } = failure
    const row: Record<(typeof columns)[number], string | number> = {
      id: job.id,
      state: job.state,
      code: failure.code,
      class: failure.class,
      text: failure.text ?? '',
      cure: failure.cure ?? '',
      retry: failure.retry,
      count: job.count,
      firstAt: new Date(job.firstAt).toISOString(),
      lastAt: new Date(job.lastAt).toISOString(),
      sku: subject.sku ?? '',
      odooProduct: subject.odooProduct ?? '',
      odooProductId: subject.odooProductId ?? '',
      shopifyLocation: subject.shopifyLocation ?? '',
      odooLocation: subject.odooLocation ?? '',
      shop: subject.shop ?? '',
      note: job.note ?? '',
    }
    return columns.map((column) => row[column])
  })
  return writeTable([columns, ...rows])
}
