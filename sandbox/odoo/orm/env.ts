import type { MajorVersion } from '../major-version.ts'
import type { Transaction } from '../record/transaction.ts'
import type { Context } from './context.ts'
import type { Registry } from './registry.ts'

/** Everything a call works with: the transaction, who calls, and for which companies. */
export interface Env {
  readonly registry: Registry
  readonly version: MajorVersion
  readonly tx: Transaction
  readonly userId: number
  readonly groups: ReadonlySet<string>
  readonly superuser: boolean
  /** The companies whose records are visible. */
  readonly companyIds: readonly number[]
  readonly context: Context
}

/** The same call without access checks, as Odoo's sudo(). */
export function sudo(env: Env): Env {
  return env.superuser ? env : { ...env, superuser: true }
}

export function withContext(env: Env, context: Context): Env {
  return { ...env, context: { ...env.context, ...context } }
}

export function hasGroup(env: Env, group: string): boolean {
  return env.superuser || env.groups.has(group)
}
