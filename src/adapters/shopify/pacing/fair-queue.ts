/** Something that waits for points. */
export interface Waiter {
  readonly cost: number
  readonly urgent: boolean
}

/** Points that patient waiters earn for each point an urgent one takes before them: a fifth of a crowded bucket. */
const patience = 0.25

/**
 * Who is served next: urgent waiters first, each kind in the order of coming. Patient ones earn a right to be served
 * for every urgent one that was served before them, so that a stream of urgent calls never starves them.
 */
export class FairQueue<T extends Waiter> {
  readonly #urgent: T[] = []
  readonly #patient: T[] = []
  #earned = 0

  get size(): number {
    return this.#urgent.length + this.#patient.length
  }

  /** `front`: the waiter was served already and has to be served again, so it comes before its kind. */
  add(waiter: T, front: boolean): void {
    const line = waiter.urgent ? this.#urgent : this.#patient
    if (front) line.unshift(waiter)
    else line.push(waiter)
  }

  /** The one to be served next, and whether it may draw on the reserve. */
  first(): { readonly waiter: T; readonly reserve: boolean } | null {
    const urgent = this.#urgent[0]
    const patient = this.#patient[0]
    if (patient !== undefined && this.#earned >= patient.cost) return { waiter: patient, reserve: true }
    if (urgent !== undefined) return { waiter: urgent, reserve: true }
    return patient === undefined ? null : { waiter: patient, reserve: false }
  }

  /** Takes out the one that is being served. */
  served(waiter: T): void {
    this.remove(waiter)
    if (this.#patient.length === 0) this.#earned = 0
    else if (waiter.urgent) this.#earned += waiter.cost * patience
    else this.#earned = Math.max(0, this.#earned - waiter.cost)
  }

  remove(waiter: T): void {
    const line = waiter.urgent ? this.#urgent : this.#patient
    const place = line.indexOf(waiter)
    if (place >= 0) line.splice(place, 1)
  }
}
