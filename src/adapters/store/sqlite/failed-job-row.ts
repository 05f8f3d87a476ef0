import type { SQLInputValue } from 'node:sqlite'
import type { UnsaidFailure } from '../../../base/messages/failed.ts'
import type { FailedJob } from '../../../ports/store/failed-job.ts'
import { json, number, text, textOrNull, word, type Row } from './row.ts'

export const failedJobColumns = 'id, cause, failure, count, first_at, last_at, changed_at, state, note'

/** A job as the values of `failedJobColumns`, followed by the columns that only filters use. */
export function valuesOf(job: FailedJob): SQLInputValue[] {
  const { failure } = job
  const { shop, sku, shopifyLocationId, shopifyLocation, odooLocation } = failure.subject
  return [
    job.id,
    job.cause,
    JSON.stringify(failure),
    job.count,
    job.firstAt,
    job.lastAt,
    job.since,
    job.state,
    job.note,
    failure.code,
    failure.class,
    shop ?? null,
    sku ?? null,
    shopifyLocationId ?? null,
    shopifyLocation ?? null,
    odooLocation ?? null,
  ]
}

export function failedJobOf(row: Row): FailedJob {
  return {
    id: text(row, 'id'),
    cause: text(row, 'cause'),
    failure: json<UnsaidFailure>(row, 'failure'),
    count: number(row, 'count'),
    firstAt: number(row, 'first_at'),
    lastAt: number(row, 'last_at'),
    since: number(row, 'changed_at'),
    state: word(row, 'state', ['open', 'retrying', 'dismissed', 'resolved']),
    note: textOrNull(row, 'note'),
  }
}
