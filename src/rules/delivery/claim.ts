import type { LevelKey } from '../../ports/store/level-record.ts'
import { levelName } from './level-key.ts'

/** Levels and batches that a pass of the same process has in its hands, so that parallel passes leave them alone. */
export interface Busy {
  readonly levels: Set<string>
  readonly batches: Set<string>
}

/**
 * What one pass has in its hands. It is taken while the transaction that finds it still runs: transactions may be
 * committed together, so that the next one looks for work before this one's caller goes on.
 */
export class Claim {
  readonly #busy: Busy
  readonly #levels: string[] = []
  readonly #batches: string[] = []

  constructor(busy: Busy) {
    this.#busy = busy
  }

  takeLevels(keys: readonly LevelKey[]): void {
    for (const name of keys.map(levelName)) {
      this.#levels.push(name)
      this.#busy.levels.add(name)
    }
  }

  takeBatch(key: string): void {
    this.#batches.push(key)
    this.#busy.batches.add(key)
  }

  release(): void {
    for (const name of this.#levels.splice(0)) this.#busy.levels.delete(name)
    for (const key of this.#batches.splice(0)) this.#busy.batches.delete(key)
  }
}
