import type { GraphQLResolveInfo } from 'graphql'

/** Arguments of a field, already checked against the schema. */
export type Arguments = Readonly<Record<string, unknown>>

/** What a field can answer with. */
export type FieldValue = string | number | boolean | null | View | readonly FieldValue[]

/** A field that takes arguments, or that is worth reckoning only when it is asked for. */
export type FieldFunction = (args: Arguments, info: GraphQLResolveInfo) => FieldValue | Promise<FieldValue>

/** An object as GraphQL sees it. Fields of the schema that a view does not have are not simulated, and say so. */
export interface View {
  readonly [field: string]: FieldValue | FieldFunction
}

export function isView(value: unknown): value is View {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
