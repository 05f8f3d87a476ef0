import { stockOf } from '../../rules/map/pool.ts'
import type { Hold } from '../../ports/store/hold.ts'
import type { LevelKey } from '../../ports/store/level-record.ts'
import type { StoreTables } from '../../ports/store/store.ts'
import { levelName } from '../../rules/delivery/level-key.ts'

/** A level that sells from another Odoo stock than before, or from its first one. */
export interface PoolMove {
  readonly key: LevelKey
  readonly from: string
  readonly to: string
}

/** Holds follow their level to its new pool. Returns the pools whose holds are others than before, to be woken. */
export async function movePools(tables: StoreTables, moves: readonly PoolMove[]): Promise<string[]> {
  const elsewhere = moves.filter(({ from, to }) => from !== to)
  if (elsewhere.length === 0) return []
  const moveOf = new Map(elsewhere.map((move) => [levelName(move.key), move]))
  const moved: Hold[] = []
  const pools = new Set<string>()
  for (const hold of await tables.holds.ofStocks([...new Set(elsewhere.map(({ from }) => stockOf(from)))])) {
    const move = moveOf.get(levelName(hold))
    if (move === undefined || move.from !== hold.pool) continue
    moved.push({ ...hold, pool: move.to })
    pools.add(move.from).add(move.to)
  }
  await tables.holds.put(moved)
  return [...pools]
}
