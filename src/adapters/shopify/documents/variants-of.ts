import { answerCheck } from '../answer-check.ts'
import type { AdminDocument } from './admin-document.ts'
import { variantFields, variantNodeSchema, type VariantNode } from './variant-node.ts'

/** An inventory item with the variants that sell it. */
interface ItemNode {
  readonly variants: { readonly nodes: readonly VariantNode[] }
}

export interface VariantsOfAnswer {
  /** A node of another type than asked for comes as an object without fields. */
  readonly nodes: readonly (VariantNode | ItemNode | Record<string, never> | null)[]
}

const item = {
  type: 'object',
  required: ['variants'],
  properties: {
    variants: { type: 'object', required: ['nodes'], properties: { nodes: { type: 'array', items: variantNodeSchema } } },
  },
} as const

const answer = {
  type: 'object',
  required: ['nodes'],
  properties: {
    nodes: { type: 'array', items: { anyOf: [{ type: 'null' }, variantNodeSchema, item, { type: 'object', maxProperties: 0 }] } },
  },
} as const

/** Variants by their own ids or by the ids of their inventory items, which several may share (shopify-facts 1.1). */
export const variantsOfDocument: AdminDocument<VariantsOfAnswer> = {
  operation: 'VariantsOf',
  kind: 'read',
  cost: 19,
  text: `query VariantsOf($ids: [ID!]!) {
  nodes(ids: $ids) {
    ...Variant
    ... on InventoryItem { variants(first: 10) { nodes { ...Variant } } }
  }
}

fragment Variant on ProductVariant {
      ${variantFields(true)}
}`,
  isAnswer: answerCheck(answer),
}

/** The variants in an answer. */
export function variantNodesOf({ nodes }: VariantsOfAnswer): VariantNode[] {
  return nodes.flatMap((node) => {
    if (node === null) return []
    if (isItem(node)) return node.variants.nodes
    return isVariant(node) ? [node] : []
  })
}

function isItem(node: object): node is ItemNode {
  return 'variants' in node
}

function isVariant(node: object): node is VariantNode {
  return 'inventoryItem' in node
}
