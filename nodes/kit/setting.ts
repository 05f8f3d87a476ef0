import { SyncError } from '../../src/base/error/sync-error.ts'

const unresolved = /^\$\{[^}]+\}$/

/** A text property of a node; an environment variable that is not set counts as empty. */
export function textSetting(value: unknown): string {
  const text = typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : ''
  return unresolved.test(text) ? '' : text
}

/** A text property that must be there. Throws CONFIG_MISSING naming the field. */
export function requiredSetting(value: unknown, node: string, field: string): string {
  const text = textSetting(value)
  if (text === '') throw new SyncError('CONFIG_MISSING', { setting: field, node })
  return text
}

/** A number property within bounds, or the fallback when it is empty. Throws CONFIG_INVALID, with the bounds, for anything else. */
export function numberSetting(
  value: unknown,
  node: string,
  field: string,
  fallback: number,
  minimum = 0,
  maximum = Number.MAX_SAFE_INTEGER,
): number {
  const text = textSetting(value)
  if (text === '') return fallback
  const number = Number(text)
  if (!Number.isFinite(number) || number < minimum || number > maximum) {
    const allowed = maximum === Number.MAX_SAFE_INTEGER ? `≥ ${minimum}` : `${minimum} – ${maximum}`
    throw new SyncError('CONFIG_INVALID', { setting: field, node, allowed })
  }
  return number
}
