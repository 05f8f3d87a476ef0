/** The kinds of value seen at one place, over all rows; `[id, name]` is a kind of its own. */
interface Shape {
  readonly kinds: Set<string>
  readonly items: Shape | undefined
  readonly members: ReadonlyMap<string, Shape>
}

/**
 * How two answers differ in shape: keys, kinds of value, nesting; not in values. Rows of a list are taken together, so
 * that a key may be empty in one row. `false` is Odoo's empty value and fits everything. Empty means: same shape.
 */
export function shapeDifferences(expected: unknown, actual: unknown): string[] {
  return compare(shapeOf(expected), shapeOf(actual), 'answer')
}

function shapeOf(value: unknown): Shape {
  if (Array.isArray(value)) {
    const list: unknown[] = value
    if (list.length === 2 && typeof list[0] === 'number' && typeof list[1] === 'string') return leaf('[id, name]')
    return {
      kinds: new Set([list.length === 0 ? 'empty list' : 'list']),
      items: list.map(shapeOf).reduce(merge, nothing),
      members: new Map(),
    }
  }
  if (typeof value !== 'object' || value === null) return leaf(scalarKind(value))
  return {
    kinds: new Set(['object']),
    items: undefined,
    members: new Map(Object.entries(value).map(([key, member]) => [key, shapeOf(member)])),
  }
}

const nothing: Shape = { kinds: new Set(), items: undefined, members: new Map() }

function leaf(kind: string): Shape {
  return { kinds: new Set([kind]), items: undefined, members: new Map() }
}

function scalarKind(value: unknown): string {
  if (value === false) return 'false'
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(value)) return 'datetime'
  return value === null ? 'null' : typeof value
}

function merge(a: Shape, b: Shape): Shape {
  const members = new Map(a.members)
  for (const [key, shape] of b.members) members.set(key, merge(members.get(key) ?? nothing, shape))
  const items = a.items === undefined ? b.items : merge(a.items, b.items ?? nothing)
  return { kinds: new Set([...a.kinds, ...b.kinds]), items, members }
}

function compare(expected: Shape, actual: Shape, place: string): string[] {
  const known = [...expected.kinds].filter((kind) => kind !== 'false')
  const foreign = [...actual.kinds].filter((kind) => kind !== 'false' && !known.includes(kind))
  const wrong = known.length > 0 && foreign.length > 0 && !fits(known, foreign)
  if (wrong) return [`${place} is ${foreign.join(' or ')}, recorded was ${known.join(' or ')}`]
  return [...compareMembers(expected, actual, place), ...compareItems(expected, actual, place)]
}

/** An empty list fits a list in a member, where the recorded one is just fuller or emptier. */
function fits(known: readonly string[], foreign: readonly string[]): boolean {
  return [...known, ...foreign].every((kind) => kind === 'list' || kind === 'empty list' || kind === 'boolean' || kind === 'false')
}

function compareMembers(expected: Shape, actual: Shape, place: string): string[] {
  if (!expected.kinds.has('object') || !actual.kinds.has('object')) return []
  const missing = [...expected.members.keys()].filter((key) => !actual.members.has(key)).map((key) => `${place}.${key} is missing`)
  const extra = [...actual.members.keys()]
    .filter((key) => !expected.members.has(key))
    .map((key) => `${place}.${key} is not in the recording`)
  const inside = [...expected.members].flatMap(([key, shape]) => {
    const other = actual.members.get(key)
    return other === undefined ? [] : compare(shape, other, `${place}.${key}`)
  })
  return [...missing, ...extra, ...inside]
}

function compareItems(expected: Shape, actual: Shape, place: string): string[] {
  if (expected.items === undefined || actual.items === undefined) return []
  if (expected.kinds.has('list') && !actual.kinds.has('list') && place === 'answer') return ['answer is an empty list']
  return actual.kinds.has('list') && expected.kinds.has('list') ? compare(expected.items, actual.items, `${place}[]`) : []
}
