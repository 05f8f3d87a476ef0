import { isPlainObject } from '../../src/base/plain-object.ts'

/** What the domain calls the amount of each kind. */
const names = new Map([
  ['fixed', 'units'],
  ['percent', 'percent'],
  ['sales', 'salesDays'],
])

/**
 * The rules as the dialog keeps them (`kind` and `value` of each) in the form that the domain checks. A rule of kind "none"
 * keeps nothing back, which matters where it stands against a more general one. What has another form, as in a flow written by
 * hand, is left as it is, so that the domain refuses it.
 */
export function bufferRules(rules: unknown): unknown {
  if (!isPlainObject(rules)) return rules ?? {}
  const listed = Object.entries(rules).flatMap(([name, part]): [string, unknown][] => {
    if (name !== 'default') return [[name, Array.isArray(part) ? part.map(ruleOf) : part]]
    if (part === undefined || (isPlainObject(part) && part['kind'] === 'none')) return []
    return [[name, isPlainObject(part) ? bufferOf(part) : part]]
  })
  return Object.fromEntries(listed)
}

function ruleOf(entry: unknown): unknown {
  if (!isPlainObject(entry) || !('kind' in entry)) return entry
  const { kind: _kind, value: _value, ...place } = entry
  return { ...place, buffer: bufferOf(entry) }
}

function bufferOf(entry: Record<string, unknown>): unknown {
  const { kind, value: typed } = entry
  if (kind === 'none') return { units: 0 }
  const name = typeof kind === 'string' ? names.get(kind) : undefined
  if (name === undefined) return entry
  const value = typeof typed === 'string' && typed.trim() !== '' ? Number(typed) : typed
  // For Ajv a property without a value would be one that is there.
  return value === undefined ? {} : { [name]: value }
}
