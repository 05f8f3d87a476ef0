import type { Failure } from '../../base/error/failure.ts'
import type { Link } from '../../ports/store/link.ts'
import type { OdooCandidate, VariantCandidate } from './link-candidate.ts'

/** What a Shopify variant can be named by; its inventory item is meant. Several names must mean the same. */
export interface ItemName {
  readonly inventoryItemId?: string
  readonly variantId?: string
  readonly sku?: string
}

/** What an Odoo product can be named by: its id or its internal reference. */
export interface ProductName {
  readonly odooProductId?: number
  readonly odooSku?: string
}

/** A link that a person asks for. `by` is kept from an export, else it is a link by hand. */
export interface LinkAsk extends ItemName, ProductName {
  readonly by?: Link['by']
}

export type AskField = keyof ItemName | keyof ProductName

/** Why an ask cannot be met, and which of its names is to be looked at. */
export interface AskRefusal {
  readonly outcome: 'refused'
  readonly field: AskField
  readonly failure: Failure
}

/** A link that can be made. */
export interface AskedLink {
  readonly outcome: 'linked'
  readonly link: Link
  readonly item: VariantCandidate
  readonly product: OdooCandidate
  /** Links that end with it. */
  readonly displaces: readonly Link[]
  /** Links of the same product whose items get another product at the same time. */
  readonly awaits: readonly Link[]
  /** What to look at should the product turn out not to be free. */
  readonly field: AskField
  /** True when it is stored just so already. */
  readonly known: boolean
}

/** What an ask comes to. */
export type AskVerdict = AskRefusal | AskedLink
