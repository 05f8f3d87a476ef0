import { SyncError } from '../../base/error/sync-error.ts'
import type { LinkedLevelLine } from '../../base/messages/level.ts'
import { subjectOf } from '../../base/messages/subject-of.ts'
import { sentence } from '../../base/text/say.ts'
import type { LevelKey, Wanted } from '../../ports/store/level-record.ts'
import type { StoreTables } from '../../ports/store/store.ts'
import { refuseForeignReading } from '../../rules/delivery/foreign-reading.ts'
import { refuseForeignDatabase } from './guard.ts'
import { levelName } from '../../rules/delivery/level-key.ts'
import type { Outcome } from './outcome.ts'
import type { DeliveryPorts } from './ports.ts'
import { wantedOf } from '../../rules/delivery/wanted-of.ts'

/** What one level is to show, as the newest of some lines has it. */
export interface WantedLevel {
  readonly key: LevelKey
  readonly wanted: Wanted
}

export interface NewestLines {
  readonly newest: readonly WantedLevel[]
  /** Lines that another line about the same level outdates. */
  readonly older: number
  /** Lines that became failed jobs. */
  readonly refused: number
}

/** Takes the newest line of each level. A line that cannot be used becomes a failed job and does not stop the others. */
export async function newestLines(
  tables: StoreTables,
  outcome: Outcome,
  ports: DeliveryPorts,
  lines: readonly LinkedLevelLine[],
  via: string,
): Promise<NewestLines> {
  const { shop } = ports.shopify
  const now = ports.clock.now()
  const last = await tables.lastAsOf()
  const paired = new Set<string>()
  const foreign = new Set<string>()
  const newest = new Map<string, WantedLevel>()
  let older = 0
  let refused = 0
  for (const line of lines) {
    try {
      refuseOtherShop(line, ports)
      refuseForeignReading(line, last)
      if (!paired.has(line.odoo.database)) await refuseForeignDatabase(tables, shop, line.odoo.database)
      paired.add(line.odoo.database)
      const wanted = wantedOf(line, via, now)
      const key: LevelKey = { shop, inventoryItemId: line.shopify.inventoryItemId, locationId: line.shopify.locationId }
      const name = levelName(key)
      const other = newest.get(name)
      if (other !== undefined) older++
      if (other === undefined || other.wanted.asOf <= wanted.asOf) newest.set(name, { key, wanted })
    } catch (error) {
      if (!(error instanceof SyncError)) throw error
      const { database } = line.odoo
      if (error.code === 'GUARD_PAIR_CHANGED' && !foreign.has(database)) {
        outcome.audit.push({ at: now, shop, what: 'guard-refused', note: database })
        foreign.add(database)
      }
      refused++
      outcome.fail(new SyncError(error.code, error.values, { subject: { ...subjectOf(line), shop } }), ports, via)
    }
  }
  return { newest: [...newest.values()], older, refused }
}

/** A line that was linked for another shop came over a wrong wire. Throws MESSAGE_MALFORMED. */
function refuseOtherShop({ shopify }: LinkedLevelLine, { shopify: { shop } }: DeliveryPorts): void {
  if (shopify.shop === undefined || shopify.shop === shop) return
  throw new SyncError('MESSAGE_MALFORMED', { field: 'shopify.shop', problem: sentence('finding.field.enum', { allowed: shop }) })
}
