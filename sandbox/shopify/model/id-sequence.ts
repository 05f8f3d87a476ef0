import { gid, legacyId } from './gid.ts'

/** Gives out the numbers of global ids; every kind has its own row of numbers, above all that were given by hand. */
export class IdSequence {
  readonly #last = new Map<string, number>()

  next(kind: string): string {
    const number = (this.#last.get(kind) ?? 1000) + 1
    this.#last.set(kind, number)
    return gid(kind, number)
  }

  /** `chosen`, or the next id when it is undefined. */
  take(kind: string, chosen: string | undefined): string {
    if (chosen === undefined) return this.next(kind)
    const number = Number(legacyId(chosen))
    if (number > (this.#last.get(kind) ?? 1000) && Number.isSafeInteger(number)) this.#last.set(kind, number)
    return chosen
  }
}
