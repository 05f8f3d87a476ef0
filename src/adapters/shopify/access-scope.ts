/**
 * The scopes that a sentence of Shopify names, e.g. "Access denied for locations field. Required access:
 * \`read_locations\` access scope." Null when it names none.
 */
export function accessScopesIn(sentence: string): string | null {
  const scopes = new Set(sentence.match(/\b(?:unauthenticated_)?(?:read|write)_[a-z_]+\b/g) ?? [])
  return scopes.size === 0 ? null : [...scopes].join(', ')
}
