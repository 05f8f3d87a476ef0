/** Something that is due at a time; `order` decides between equals. */
export interface Due {
  readonly due: number
  readonly order: number
}

/** What is due, soonest first: a binary heap. */
export class TimeHeap<T extends Due> {
  readonly #items: T[] = []

  first(): T | undefined {
    return this.#items[0]
  }

  add(item: T): void {
    let place = this.#items.push(item) - 1
    while (place > 0) {
      const parent = (place - 1) >> 1
      if (!this.#swapIfSooner(place, parent)) return
      place = parent
    }
  }

  takeFirst(): T | undefined {
    const first = this.#items[0]
    const last = this.#items.pop()
    if (last === undefined || first === last) return first
    this.#items[0] = last
    let place = 0
    for (;;) {
      const left = 2 * place + 1
      const child = this.#sooner(left + 1, left) ? left + 1 : left
      if (child >= this.#items.length || !this.#swapIfSooner(child, place)) return first
      place = child
    }
  }

  #swapIfSooner(place: number, parent: number): boolean {
    const item = this.#items[place]
    const above = this.#items[parent]
    if (item === undefined || above === undefined || !this.#sooner(place, parent)) return false
    this.#items[place] = above
    this.#items[parent] = item
    return true
  }

  #sooner(one: number, other: number): boolean {
    const a = this.#items[one]
    const b = this.#items[other]
    if (a === undefined) return false
    return b === undefined || a.due < b.due || (a.due === b.due && a.order < b.order)
  }
}
