import { accessError } from '../error/python-error.ts'
import type { Env } from './env.ts'
import { groupLabel } from './groups.ts'
import type { Model } from './model.ts'

export type Operation = 'read' | 'write' | 'create' | 'unlink'

const verbs: Readonly<Record<Operation, string>> = { read: 'access', write: 'modify', create: 'create', unlink: 'delete' }

export function mayAccess(env: Env, model: Model, operation: Operation): boolean {
  return env.superuser || (model.access[operation] ?? []).some((group) => env.groups.has(group))
}

/** Refuses a user without the right, with the words of the recordings err_no_access_*. */
export function checkAccess(env: Env, model: Model, operation: Operation): void {
  if (mayAccess(env, model, operation)) return
  const groups = (model.access[operation] ?? []).map((group) => groupLabel(group, env.version)).toSorted()
  const who =
    groups.length === 0
      ? 'No group currently allows this operation.'
      : `This operation is allowed for the following groups:\n${groups.map((group) => `\t- ${group}`).join('\n')}`
  throw accessError(
    `You are not allowed to ${verbs[operation]} '${model.label}' (${model.name}) records.\n\n${who}\n\n` +
      'Contact your administrator to request access if necessary.',
  )
}
