interface Stock {
  quantity: number
  reserved: number
}

/** The places of one product in Odoo that two shops sell from. */
export class SharedPlaces {
  readonly #stock: Stock[] = Array.from({ length: 3 }, () => ({ quantity: 10, reserved: 0 }))

  #at(place: number): Stock {
    const stock = this.#stock[place % this.#stock.length]
    if (stock === undefined) throw new Error(`there is no place ${place}`)
    return stock
  }

  receive(place: number, quantity: number): void {
    this.#at(place).quantity += quantity
  }

  reserve(place: number, quantity: number): void {
    this.#at(place).reserved += quantity
  }

  /** What is at some of them together. */
  sum(places: readonly number[], of: keyof Stock): number {
    return places.reduce((all, place) => all + this.#at(place)[of], 0)
  }

  free(places: readonly number[]): number {
    return this.sum(places, 'quantity') - this.sum(places, 'reserved')
  }
}
