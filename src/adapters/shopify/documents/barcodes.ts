import { answerCheck } from '../answer-check.ts'
import type { AdminDocument } from './admin-document.ts'

interface VariantBarcodes {
  readonly id: string
  readonly barcodes: { readonly nodes: readonly { readonly value: string }[] }
}

export interface BarcodesAnswer {
  /** A node of another type than asked for comes as an object without fields. */
  readonly nodes: readonly (VariantBarcodes | Record<string, never> | null)[]
}

const variant = {
  type: 'object',
  required: ['id', 'barcodes'],
  properties: {
    id: { type: 'string' },
    barcodes: {
      type: 'object',
      required: ['nodes'],
      properties: { nodes: { type: 'array', items: { type: 'object', required: ['value'], properties: { value: { type: 'string' } } } } },
    },
  },
} as const

const answer = {
  type: 'object',
  required: ['nodes'],
  properties: { nodes: { type: 'array', items: { anyOf: [{ type: 'null' }, variant, { type: 'object', maxProperties: 0 }] } } },
} as const

/** The first API version whose variants have several barcodes, at most twenty (shopify-facts 6). */
export const firstWithBarcodes = '2026-10'

/**
 * Every barcode of up to 250 variants. Read beside the pages of the catalogue and not in them: there it would cost 77 points more
 * for 250 variants, so it is 8.
 */
export const barcodesDocument: AdminDocument<BarcodesAnswer> = {
  operation: 'Barcodes',
  kind: 'read',
  cost: 8,
  text: `query Barcodes($ids: [ID!]!) {
  nodes(ids: $ids) {
    ... on ProductVariant { id barcodes(first: 20) { nodes { value } } }
  }
}`,
  isAnswer: answerCheck(answer),
}
