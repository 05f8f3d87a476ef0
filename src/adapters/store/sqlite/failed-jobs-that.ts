import type { SQLInputValue } from 'node:sqlite'
import type { FailedJobFilter } from '../../../ports/store/failed-job.ts'

/** The condition of a filter in SQL, with its values; empty when the filter asks for nothing. */
export function failedJobsThat(filter: Omit<FailedJobFilter, 'limit' | 'offset'>): { where: string; values: SQLInputValue[] } {
  const conditions: string[] = []
  const values: SQLInputValue[] = []
  const must = (condition: string, ...given: readonly SQLInputValue[]): void => {
    conditions.push(condition)
    values.push(...given)
  }
  const { ids, code, class: causeClass, sku, shop, location, state, after } = filter
  if (ids !== undefined) must('id IN (SELECT value FROM json_each(?))', JSON.stringify(ids))
  if (code !== undefined) must('code = ?', code)
  if (causeClass !== undefined) must('class = ?', causeClass)
  if (sku !== undefined) must('sku = ?', sku)
  if (shop !== undefined) must('shop = ?', shop)
  if (location !== undefined) must('? IN (shopify_location_id, shopify_location, odoo_location)', location)
  if (state !== undefined) must('state = ?', state)
  if (after !== undefined) must('last_at <= ? AND (last_at < ? OR id > ?)', after.lastAt, after.lastAt, after.id)
  return { where: conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`, values }
}
