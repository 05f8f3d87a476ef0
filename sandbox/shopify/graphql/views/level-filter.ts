import { legacyId } from '../../model/gid.ts'
import type { Level } from '../../model/level.ts'
import { textArgument } from '../arguments.ts'
import { searchFilter } from '../search-query.ts'
import type { Arguments } from '../view.ts'

/** The `query` of an inventoryLevels connection. */
export function levelFilter(args: Arguments): (level: Level) => boolean {
  const query = textArgument(args, 'query')
  if (query === null) return () => true
  const fits = searchFilter(query)
  return (level) => fits({ created_at: level.createdAt, updated_at: level.updatedAt, inventory_item_id: legacyId(level.itemId) })
}
