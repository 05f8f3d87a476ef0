import type { Fault, FaultEffect } from './fault.ts'

interface Planned {
  readonly match: RegExp
  readonly effect: FaultEffect
  left: number
}

/** Faults to come. A request meets at most one: the first that fits and is not used up. */
export class FaultPlan {
  #planned: Planned[] = []

  add(fault: Fault): void {
    this.#planned.push({ match: new RegExp(fault.match ?? ''), effect: fault.effect, left: fault.count })
  }

  clear(): void {
    this.#planned = []
  }

  /** How many faults are still to come. */
  get left(): number {
    return this.#planned.reduce((sum, fault) => sum + fault.left, 0)
  }

  /** The fault that this request meets; it counts as used. */
  take(operation: string): FaultEffect | undefined {
    const fault = this.#planned.find((planned) => planned.match.test(operation))
    if (fault === undefined) return undefined
    fault.left -= 1
    if (fault.left <= 0) this.#planned = this.#planned.filter((other) => other !== fault)
    return fault.effect
  }
}
