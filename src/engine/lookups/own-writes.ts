import type { LevelKey } from '../../ports/store/level-record.ts'
import type { StoreTables } from '../../ports/store/store.ts'
import type { OwnWrite } from '../../rules/direction/echo.ts'

/** How many entries of the audit trail are looked at for one level. */
const entriesAtMost = 50

/** What we wrote to a level lately, from the audit trail and so also from before a restart; the newest first. Throws STORE_*. */
export async function ownWrites(tables: Pick<StoreTables, 'audit'>, level: LevelKey): Promise<OwnWrite[]> {
  const entries = await tables.audit.of(level, entriesAtMost)
  return entries.flatMap(({ what, to, at }) => (what === 'written' && to !== undefined ? [{ quantity: to, at }] : []))
}
