import { causeClasses, type CauseClass } from '../../src/base/error/cause-class.ts'
import { asList, asText, isPlainObject, type PlainObject } from '../editor/plain.ts'

/** A failed job as the table shows it. */
export interface ShownJob {
  readonly id: string
  readonly code: string
  readonly class: CauseClass | null
  readonly text: string
  readonly cure: string
  /** SKU, else the Odoo product, else nothing. */
  readonly product: string
  /** Where it failed: the Shopify location, else the Odoo one. */
  readonly location: string
  readonly count: number
  readonly lastAt: number
  /** False once it is retried, dismissed or resolved. */
  readonly open: boolean
}

export interface JobPage {
  readonly jobs: readonly ShownJob[]
  readonly total: number
  /** How many were retried or dismissed; of them `jobs` has the first. */
  readonly changed: number
  /** Units that are not held any more. */
  readonly ended: number
  /** Why jobs stay as they are after a retry, with how many; empty otherwise. */
  readonly left: readonly (readonly [why: string, count: number])[]
}

/** Reads the answer `{jobs, total}` of `odoo-shopify/failed-jobs/<storeId>`. */
export function readJobPage(answer: unknown): JobPage {
  if (!isPlainObject(answer)) return { jobs: [], total: 0, changed: 0, ended: 0, left: [] }
  const jobs = asList(answer['jobs']).filter(isPlainObject).map(readJob)
  const left = isPlainObject(answer['left']) ? Object.entries(answer['left']) : []
  return {
    jobs,
    changed: asCount(answer['changed']),
    ended: asCount(answer['ended']),
    total: typeof answer['total'] === 'number' ? answer['total'] : jobs.length,
    left: left.flatMap(([why, count]) => (typeof count === 'number' && count > 0 ? [[why, count] as const] : [])),
  }
}

function readJob(job: PlainObject): ShownJob {
  const failure = isPlainObject(job['failure']) ? job['failure'] : {}
  const subject = isPlainObject(failure['subject']) ? failure['subject'] : {}
  const count = job['count']
  const lastAt = job['lastAt']
  return {
    id: asText(job['id']),
    code: asText(failure['code']),
    class: causeClasses.find((one) => one === failure['class']) ?? null,
    text: asText(failure['text']),
    cure: asText(failure['cure']),
    product: asText(subject['sku']) || asText(subject['odooProduct']),
    location: asText(subject['shopifyLocation']) || asText(subject['odooLocation']),
    count: typeof count === 'number' ? count : 1,
    lastAt: typeof lastAt === 'number' ? lastAt : 0,
    open: asText(job['state']) === 'open',
  }
}

function asCount(value: unknown): number {
  return typeof value === 'number' ? value : 0
}
