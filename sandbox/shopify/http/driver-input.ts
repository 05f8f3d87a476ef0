import { SandboxRefusal } from '../model/sandbox-refusal.ts'
import { isPlainObject } from '../../../src/base/plain-object.ts'

/** The JSON of a driver command, read field by field; what does not fit is refused by name. */
export class DriverInput {
  readonly #fields: Readonly<Record<string, unknown>>

  constructor(fields: Readonly<Record<string, unknown>>) {
    this.#fields = fields
  }

  text(name: string): string {
    const value = this.#fields[name]
    if (typeof value !== 'string') throw new SandboxRefusal(`${name} must be a text`)
    return value
  }

  number(name: string): number {
    const value = this.#fields[name]
    if (typeof value !== 'number' || !Number.isFinite(value)) throw new SandboxRefusal(`${name} must be a number`)
    return value
  }

  /** False when it is absent. */
  flag(name: string): boolean {
    const value = this.#fields[name] ?? false
    if (typeof value !== 'boolean') throw new SandboxRefusal(`${name} must be true or false`)
    return value
  }

  has(name: string): boolean {
    return this.#fields[name] !== undefined && this.#fields[name] !== null
  }

  /** A list of objects; empty when it is absent. */
  list(name: string): DriverInput[] {
    const value = this.#fields[name] ?? []
    if (!Array.isArray(value) || !value.every(isPlainObject)) throw new SandboxRefusal(`${name} must be a list of objects`)
    return value.map((entry) => new DriverInput(entry))
  }

  object(name: string): DriverInput {
    const value = this.#fields[name]
    if (!isPlainObject(value)) throw new SandboxRefusal(`${name} must be an object`)
    return new DriverInput(value)
  }

  /** One of the words; `fallback` when it is absent. */
  choice<W extends string>(name: string, words: readonly W[], fallback: W): W {
    if (!this.has(name)) return fallback
    const word = words.find((known) => known === this.#fields[name])
    if (word === undefined) throw new SandboxRefusal(`${name} must be one of ${words.join(', ')}`)
    return word
  }
}
