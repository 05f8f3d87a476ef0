import { serializationFailure } from './error/python-error.ts'
import { RowChanged, RowLocked } from './record/conflict.ts'
import type { Transaction } from './record/transaction.ts'
import type { World } from './world.ts'

const attempts = 5

/**
 * Runs the work in a transaction of its own and commits. When a row is locked it waits for the holder, at most
 * `lockWaitMs`, then runs everything again in a new transaction with a new write_date, as Odoo does; after five
 * attempts the conflict is told (odoo-facts 3, 11).
 */
export async function runTransaction<T>(world: World, lockWaitMs: number, work: (tx: Transaction) => T): Promise<T> {
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const tx = world.database.begin()
    try {
      const result = work(tx)
      tx.commit()
      return result
    } catch (error) {
      tx.rollback()
      if (error instanceof RowLocked) {
        if (!(await endsInTime(world, error.holder, lockWaitMs))) break
      } else if (!(error instanceof RowChanged)) throw error
    }
  }
  throw serializationFailure()
}

async function endsInTime(world: World, holder: Transaction, lockWaitMs: number): Promise<boolean> {
  const stop = new AbortController()
  const timeUp = world.clock.sleep(lockWaitMs, stop.signal).then(() => false)
  const ended = await Promise.race([holder.ended.then(() => true), timeUp])
  stop.abort()
  return ended
}
