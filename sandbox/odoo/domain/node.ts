/** A parsed search domain. */
export type DomainNode =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly DomainNode[] }
  | { readonly kind: 'not'; readonly part: DomainNode }
  | { readonly kind: 'constant'; readonly value: boolean }
  | DomainLeaf

export interface DomainLeaf {
  readonly kind: 'leaf'
  readonly path: string
  readonly operator: string
  readonly value: unknown
}

export function leaf(path: string, operator: string, value: unknown): DomainLeaf {
  return { kind: 'leaf', path, operator, value }
}

export function and(...parts: readonly DomainNode[]): DomainNode {
  return { kind: 'and', parts }
}

/** True when some term is about the field itself (not about a field behind it). */
export function mentions(node: DomainNode, field: string): boolean {
  if (node.kind === 'leaf') return node.path === field
  if (node.kind === 'not') return mentions(node.part, field)
  return node.kind !== 'constant' && node.parts.some((part) => mentions(part, field))
}
