import type { LevelKey } from '../../ports/store/level-record.ts'
import type { StoreTables } from '../../ports/store/store.ts'
import { after } from '../../rules/delivery/level-machine.ts'
import { awake } from '../../rules/delivery/plan-step.ts'

/**
 * Has levels read from Shopify again, although nothing is known to have changed: a person may have edited them, or an order
 * may have come and gone between two readings of Odoo.
 */
export async function verifyLevels(tables: StoreTables, keys: readonly LevelKey[]): Promise<void> {
  const records = (await tables.levels.get(keys)).filter((record) => record !== null)
  const settled = records.filter((record) => record.state === 'settled' && record.wanted !== null)
  await tables.levels.put(
    settled.map((record) => ({
      ...awake(record),
      state: after('settled', 'difference'),
      doubt: record.doubt ?? { kind: 'stale' },
      due: 0,
    })),
  )
}
