import { planLineTransitions, planTransitions, runTransitions } from '../../../src/engine/reconcile/reconcile-machine.ts'
import type { StoreTables } from '../../../src/ports/store/store.ts'

const machines: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  run: runTransitions,
  plan: planTransitions,
  line: planLineTransitions,
}

/**
 * Sees what states runs, plans and their lines have after each transaction of a process, and which changes SPEC.md does not
 * know. What a process does that died is not known: the next one begins with a watch of its own.
 */
export class WatchedStates {
  readonly #violations: string[]
  #before = new Map<string, string>()

  constructor(violations: string[]) {
    this.#violations = violations
  }

  /** Looks when the work of a transaction is done, and gives what that came to. */
  async after<T>(work: Promise<T>, tables: StoreTables, shop: string): Promise<T> {
    const done = await work
    await this.#see(tables, shop)
    return done
  }

  async #see(tables: StoreTables, shop: string): Promise<void> {
    const now = new Map<string, string>()
    const run = await tables.runs.latest(shop)
    if (run !== null) now.set(`run ${run.id}`, run.state)
    for (const plan of await tables.plans.list(shop, 100)) {
      now.set(`plan ${plan.id}`, plan.state)
      for (const line of await tables.plans.lines(plan.id, null, 10_000))
        now.set(`line ${plan.id} ${line.inventoryItemId} ${line.locationId}`, line.state)
    }
    for (const [name, from] of this.#before) {
      const [kind = ''] = name.split(' ', 1)
      const to = now.get(name) ?? 'gone'
      // An older run is not looked at again.
      if (from === to || (kind === 'run' && to === 'gone')) continue
      if (machines[kind]?.[from]?.includes(to) !== true) this.#violations.push(`${name}: ${from} became ${to}`)
    }
    this.#before = now
  }
}
