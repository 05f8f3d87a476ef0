import type { DomainNode } from '../domain/node.ts'
import type { Row, Values } from '../record/value.ts'
import type { Env } from './env.ts'
import type { Fields } from './field.ts'
import type { Json } from './json.ts'

/** Named arguments of a method call. */
export type Named = Readonly<Record<string, unknown>>

/** A method that can be called over RPC. */
export interface Method {
  /** Names of the arguments after the records, in order. */
  readonly parameters: readonly string[]
  readonly required?: readonly string[]
  /** True when the first positional argument is a list of ids. */
  readonly onRecords: boolean
  readonly run: (env: Env, ids: readonly number[], named: Named) => Json
}

/** Groups that may do an operation; the error text lists them by their labels. */
export interface Access {
  readonly read: readonly string[]
  readonly write: readonly string[]
  readonly create: readonly string[]
  readonly unlink?: readonly string[]
}

/** A model of Odoo, as far as the sandbox has it. */
export interface Model {
  readonly name: string
  /** Label, as error texts show it, e.g. 'Sales Order'. */
  readonly label: string
  readonly order: string
  readonly fields: Fields
  readonly indexed?: readonly string[]
  /** Many2one to the same model along which child_of goes. */
  readonly parent?: string
  readonly display: (env: Env, row: Row) => string
  /** The multi-company rule: rows that do not match are silently missing from searches (odoo-facts 6). */
  readonly rule?: (env: Env) => DomainNode
  readonly access: Access
  readonly methods?: Readonly<Record<string, Method>>
  /** Completes the values of a new record before it is stored. */
  readonly prepare?: (env: Env, values: Values) => Values
  /** What happens beside storing a new record or a change. */
  readonly created?: (env: Env, row: Row) => void
  readonly changed?: (env: Env, before: Row, after: Row, values: Values) => void
  /** What a call of `create` or `write` over RPC does when it is not just storing. */
  readonly createByCall?: (env: Env, values: Named) => number
  readonly writeByCall?: (env: Env, ids: readonly number[], values: Named) => void
}
