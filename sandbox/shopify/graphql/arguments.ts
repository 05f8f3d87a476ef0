import type { Arguments } from './view.ts'

/** A text argument; null when it is absent or null. */
export function textArgument(args: Arguments, name: string): string | null {
  const value = args[name]
  return typeof value === 'string' ? value : null
}

/** A text argument that the schema makes sure of. */
export function requiredText(args: Arguments, name: string): string {
  const value = args[name]
  if (typeof value !== 'string') throw new TypeError(`argument ${name} is not a text`)
  return value
}

export function numberArgument(args: Arguments, name: string): number | null {
  const value = args[name]
  return typeof value === 'number' ? value : null
}

export function requiredNumber(args: Arguments, name: string): number {
  const value = args[name]
  if (typeof value !== 'number') throw new TypeError(`argument ${name} is not a number`)
  return value
}

export function flagArgument(args: Arguments, name: string): boolean {
  return args[name] === true
}

/** A list of texts; empty when it is absent. */
export function textsArgument(args: Arguments, name: string): string[] {
  const value = args[name]
  return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : []
}

/** An input object; empty when it is absent. */
export function inputArgument(args: Arguments, name: string): Arguments {
  const value = args[name]
  return isInput(value) ? value : {}
}

/** A list of input objects. */
export function inputsArgument(args: Arguments, name: string): Arguments[] {
  const value = args[name]
  return Array.isArray(value) ? value.filter(isInput) : []
}

function isInput(value: unknown): value is Arguments {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
