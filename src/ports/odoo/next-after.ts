import { SyncError } from '../../base/error/sync-error.ts'

/**
 * The id after which the next page of a search begins, from a page whose rows were asked for with ids above `last`. A server or
 * a proxy that gives a page again would make a reader go round for ever. Throws ODOO_ANSWER_INVALID when the page does not lead on.
 */
export function nextAfter(last: number, ids: readonly number[]): number {
  let highest = last
  for (const id of ids) {
    if (!Number.isSafeInteger(id) || id <= last) throw new SyncError('ODOO_ANSWER_INVALID', { detail: `row ${id} again after row ${last}` })
    highest = Math.max(highest, id)
  }
  return highest
}
