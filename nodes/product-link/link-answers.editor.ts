import { asList, asText, isPlainObject, type PlainObject } from '../editor/plain.ts'

/** Something that is to be mended, in the words of the server. */
export interface ShownTrouble {
  readonly code: string
  readonly text: string
  readonly cure: string
  /** What it is about, for a link by hand; empty when it is not about one variant. */
  readonly inventoryItemId: string
  readonly sku: string
}

/** The report of the latest match as the dialog shows it. */
export interface ShownReport {
  readonly at: string
  readonly scope: 'full' | 'changes'
  readonly links: number
  readonly byHand: number
  readonly keptApart: number
  readonly refused: number
  readonly notStocked: readonly { readonly location: string; readonly count: number }[]
  readonly reasons: readonly { readonly code: string; readonly count: number }[]
  readonly mend: readonly ShownTrouble[]
}

export interface ReportAnswer {
  readonly report: ShownReport | null
  readonly matching: { readonly phase: string; readonly count: number } | null
}

/** A link in the list. */
export interface ShownLink {
  readonly inventoryItemId: string
  readonly sku: string
  readonly odooProductId: number
  readonly by: string
  /** Name and internal reference in Odoo; empty when Odoo did not answer. */
  readonly odooProduct: string
  readonly odooSku: string
}

export interface LinkPage {
  readonly links: readonly ShownLink[]
  readonly next: string | null
  readonly total: number
}

/** What came of a file of links. */
export interface ImportAnswer {
  readonly rows: number
  readonly linked: number
  readonly unchanged: number
  readonly problems: readonly { readonly row: number; readonly field: string; readonly problem: string; readonly code: string }[]
}

/** Refusals that a person may overrule, because only a person can know better. */
export const overrulable: ReadonlySet<string> = new Set(['LINK_HAND_CONTRADICTS', 'PRODUCT_TAKEN', 'VARIANT_TAKEN'])

/** Reads the answer of `odoo-shopify/product-link/<id>/report`. */
export function readReportAnswer(answer: unknown): ReportAnswer {
  const { report, matching } = isPlainObject(answer) ? answer : {}
  return {
    report: isPlainObject(report) ? reportOf(report) : null,
    matching: isPlainObject(matching) ? { phase: asText(matching['phase']), count: asNumber(matching['count']) } : null,
  }
}

function reportOf(report: PlainObject): ShownReport {
  return {
    at: asText(report['at']),
    scope: report['scope'] === 'full' ? 'full' : 'changes',
    links: asNumber(report['links']),
    byHand: asNumber(report['linkedByHand']),
    keptApart: asNumber(report['keptApart']),
    refused: asNumber(report['refused']),
    notStocked: rowsOf(report['notStocked']).map((row) => ({ location: asText(row['location']), count: asNumber(row['count']) })),
    reasons: rowsOf(report['reasons']).map((row) => ({ code: asText(row['code']), count: asNumber(row['count']) })),
    mend: rowsOf(report['mend']).map((row) => {
      const subject = isPlainObject(row['subject']) ? row['subject'] : {}
      return {
        code: asText(row['code']),
        text: asText(row['text']),
        cure: asText(row['cure']),
        inventoryItemId: asText(subject['inventoryItemId']),
        sku: asText(subject['sku']),
      }
    }),
  }
}

/** Reads the answer of `…/links`. */
export function readLinkPage(answer: unknown): LinkPage {
  const page = isPlainObject(answer) ? answer : {}
  const links = rowsOf(page['links']).map((row) => ({
    inventoryItemId: asText(row['inventoryItemId']),
    sku: asText(row['sku']),
    odooProductId: asNumber(row['odooProductId']),
    by: asText(row['by']),
    odooProduct: asText(row['odooProduct']),
    odooSku: asText(row['odooSku']),
  }))
  return { links, next: asText(page['next']) || null, total: asNumber(page['total']) }
}

/** Reads the answer of `…/import`. */
export function readImportAnswer(answer: unknown): ImportAnswer {
  const read = isPlainObject(answer) ? answer : {}
  return {
    rows: asNumber(read['rows']),
    linked: asNumber(read['linked']),
    unchanged: asNumber(read['unchanged']),
    problems: rowsOf(read['problems']).map((row) => ({
      row: asNumber(row['row']),
      field: asText(row['field']),
      problem: asText(row['problem']),
      code: asText(row['code']),
    })),
  }
}

function rowsOf(value: unknown): readonly PlainObject[] {
  return asList(value).filter(isPlainObject)
}

function asNumber(value: unknown): number {
  return typeof value === 'number' ? value : 0
}
