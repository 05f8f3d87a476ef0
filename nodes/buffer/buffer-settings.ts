import { isPlainObject } from '../../src/plain-object.ts'

/**
 * The rules as the dialog keeps them (`kind` and `value` of each) in the form that the domain checks. A rule of kind "none"
 * keeps nothing back, which matters where it stands against a more general one.
 */
export function bufferRules(rules: unknown): unknown {
  if (!isPlainObject(rules)) return rules ?? {}
  const lists = ['perLocation', 'perProduct', 'perProductAtLocation'] as const
  const start: Record<string, unknown> =
    isPlainObject(rules['default']) && rules['default']['kind'] !== 'none' ? { default: bufferOf(rules['default']) } : {}
  for (const list of lists) {
    const entries = rules[list]
    if (Array.isArray(entries)) start[list] = entries.map(ruleOf)
  }
  return start
}

function ruleOf(entry: unknown): unknown {
  if (!isPlainObject(entry) || !('kind' in entry)) return entry
  const { kind: _kind, value: _value, ...place } = entry
  return { ...place, buffer: bufferOf(entry) }
}

function bufferOf(entry: Record<string, unknown>): unknown {
  const value = typeof entry['value'] === 'string' ? Number(entry['value']) : entry['value']
  if (entry['kind'] === 'percent') return { percent: value }
  if (entry['kind'] === 'fixed') return { units: value }
  if (entry['kind'] === 'sales') return { salesDays: value }
  return entry['kind'] === 'none' ? { units: 0 } : entry
}
