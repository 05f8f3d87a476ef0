/** Counts what happened in the last minute, in steps of a second. */
export class Rate {
  readonly #counts = new Map<number, number>()

  count(amount: number, now: number): void {
    const second = Math.floor(now / 1000)
    this.#counts.set(second, (this.#counts.get(second) ?? 0) + amount)
  }

  perMinute(now: number): number {
    const oldest = Math.floor(now / 1000) - 60
    let sum = 0
    for (const [second, amount] of this.#counts) {
      if (second <= oldest) this.#counts.delete(second)
      else sum += amount
    }
    return sum
  }
}
