const refused = new Set(['__proto__', 'constructor', 'prototype'])

/** Deeper than any line; a cycle ends here too. */
const deepest = 32

/**
 * Looks for a key that could change the prototype of an object further down the flow. Returns its place as a path of
 * keys, or undefined. A value nested deeper than any line counts as unsafe.
 */
export function unsafeKey(value: unknown, path: readonly string[] = []): readonly string[] | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  if (path.length > deepest) return path
  for (const [key, inner] of Object.entries(value)) {
    if (refused.has(key)) return [...path, key]
    if (typeof inner !== 'object' || inner === null) continue
    const found = unsafeKey(inner, [...path, key])
    if (found !== undefined) return found
  }
  return undefined
}
