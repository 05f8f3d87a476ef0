/** Values by key, for catalogues in which nearly every key has one value: then no list is kept for it. */
export class Groups<T extends object | string> {
  readonly #values = new Map<string, T | T[]>()

  /** Blank keys are no keys; a value that a key has already is not added again. */
  add(key: string, value: T): void {
    if (key === '') return
    const known = this.#values.get(key)
    if (known === undefined) this.#values.set(key, value)
    else if (!Array.isArray(known)) {
      if (known !== value) this.#values.set(key, [known, value])
    } else if (!known.includes(value)) known.push(value)
  }

  get(key: string): readonly T[] {
    const known = this.#values.get(key)
    if (known === undefined) return []
    return Array.isArray(known) ? known : [known]
  }
}
