import type { Clock } from '../../../ports/clock.ts'
import { Budget } from './budget.ts'

/** The budgets of one process: every connection of one app to one shop draws on the same one (requirement 7.3). */
export class BudgetRegistry {
  readonly #budgets = new Map<string, Budget>()

  /** `appKey` tells apps of one shop apart; it must not be a secret. */
  budgetOf(shop: string, appKey: string, clock: Clock): Budget {
    const key = JSON.stringify([shop, appKey])
    const known = this.#budgets.get(key)
    if (known !== undefined) return known
    const budget = new Budget(clock)
    this.#budgets.set(key, budget)
    return budget
  }
}

const registry = new BudgetRegistry()

/** The budget of an app in a shop, the same for everybody in this process. */
export function budgetOf(shop: string, appKey: string, clock: Clock): Budget {
  return registry.budgetOf(shop, appKey, clock)
}
