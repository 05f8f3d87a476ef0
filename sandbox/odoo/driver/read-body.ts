import { isRecord } from '../orm/json.ts'

/** The body of a request to /sandbox does not fit the operation. */
export class BadBody extends Error {
  constructor(what: string) {
    super(`the body needs ${what}`)
    this.name = 'BadBody'
  }
}

export type Body = Readonly<Record<string, unknown>>

export function asBody(value: unknown): Body {
  if (isRecord(value)) return value
  throw new BadBody('to be an object')
}

export function textIn(body: Body, field: string): string {
  const value = body[field]
  if (typeof value === 'string') return value
  throw new BadBody(`${field}, a text`)
}

export function numberIn(body: Body, field: string): number {
  const value = body[field]
  if (typeof value === 'number') return value
  throw new BadBody(`${field}, a number`)
}

/** A SKU, a name or an id. */
export function refIn(body: Body, field: string): string | number {
  const value = body[field]
  if (typeof value === 'string' || typeof value === 'number') return value
  throw new BadBody(`${field}, a name or an id`)
}

export function listIn(body: Body, field: string): Body[] {
  const value: unknown = body[field]
  if (Array.isArray(value)) return value.map(asBody)
  throw new BadBody(`${field}, a list`)
}

/** `{ [field]: value }` when the field is there, else nothing. */
export function optional<K extends string, T>(body: Body, field: K, read: (body: Body, field: K) => T): { readonly [key in K]?: T } {
  if (body[field] === undefined || body[field] === null) return {}
  const found: { [key in K]?: T } = {}
  found[field] = read(body, field)
  return found
}
