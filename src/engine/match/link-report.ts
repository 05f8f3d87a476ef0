import type { ErrorCode } from '../../base/error/catalogue.ts'
import type { Failure } from '../../base/error/failure.ts'
import { property } from '../../ports/odoo/property.ts'
import type { Store } from '../../ports/store/store.ts'
import { getJson, putJson } from './named-json.ts'

export interface ReasonCount {
  readonly code: ErrorCode
  readonly count: number
}

/** Linked items that are not stocked at a mapped location. */
export interface NotStockedCount {
  readonly locationId: string
  readonly location: string
  readonly count: number
}

/** The outcome of the latest match: its figures and what is to be mended (requirement 1.3). */
export interface LinkReport {
  readonly kind: 'link-report'
  readonly shop: string
  readonly odooDatabase: string
  /** ISO date and time. */
  readonly at: string
  /** Whether both catalogues were read, or only what had changed. */
  readonly scope: 'full' | 'changes'
  /** ISO date and time of the last match of everything. */
  readonly fullAt: string
  /** What was read this time. `shared`: items that several variants sell. */
  readonly variants: number
  readonly items: number
  readonly shared: number
  readonly products: number
  /** Links that are stored now. */
  readonly links: number
  readonly linkedBySku: number
  readonly linkedByBarcode: number
  readonly linkedByHand: number
  /** What this match changed. `restored`: taken from metafields. */
  readonly added: number
  readonly changed: number
  readonly removed: number
  readonly restored: number
  /** Items unlinked by hand, which no match links. */
  readonly keptApart: number
  readonly refused: number
  /** How often each reason was given, the most frequent first. */
  readonly reasons: readonly ReasonCount[]
  readonly notStocked: readonly NotStockedCount[]
  readonly metafields: { readonly written: number; readonly failed: number }
  /** What is to be mended, at most 500; `refused` and `notStocked` tell how many there are. */
  readonly mend: readonly Failure[]
}

export const mendAtMost = 500

const nameOf = (shop: string, odooDatabase: string): string => `product-link report ${shop} ${odooDatabase}`

/** The latest report, or undefined before the first match. */
export async function readReport(store: Store, shop: string, odooDatabase: string): Promise<LinkReport | undefined> {
  const stored = await store.transaction((tables) => getJson(tables, nameOf(shop, odooDatabase)))
  return isReport(stored) ? stored : undefined
}

export function writeReport(store: Store, report: LinkReport): Promise<void> {
  return putJson(store, nameOf(report.shop, report.odooDatabase), report)
}

/** Only we write it; an older version's may lack what this one has. */
function isReport(stored: unknown): stored is LinkReport {
  const lists = ['mend', 'reasons', 'notStocked'].every((name) => Array.isArray(property(stored, name)))
  return lists && property(stored, 'kind') === 'link-report' && typeof property(stored, 'metafields') === 'object'
}
