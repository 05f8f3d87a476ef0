/** A phantom bill of materials: the product is a kit and has no stock of its own (odoo-facts 7). */
export interface Bill {
  readonly id: number
  readonly templateId: number
  /** Set when the bill is for one variant only. */
  readonly productId: number | undefined
  /** So many of the product, in `unit`, are made of the lines. */
  readonly quantity: number
  readonly unit: number
  readonly companyId: number | undefined
  readonly sequence: number
  readonly lines: readonly BillLine[]
}

export interface BillLine {
  readonly productId: number
  readonly quantity: number
  readonly unit: number
  /** Attribute values for which the line is meant, by attribute; for every variant when empty. */
  readonly onlyFor: readonly (readonly number[])[]
}

/** A product as far as a recipe needs it. */
export interface Part {
  readonly productId: number
  readonly templateId: number
  readonly name: string
  readonly sku: string | undefined
  /** False for a service or a consumable. */
  readonly stocked: boolean
  readonly unit: number
  readonly attributeValues: readonly number[]
}

/**
 * Which bill makes a product a kit: the first in Odoo's order, by sequence, one for the variant before one for all. Null when
 * bills of several companies would do, because one number cannot be right for both.
 */
export function billOf(part: Part, bills: readonly Bill[]): Bill | null | undefined {
  const fitting = bills
    .filter((bill) => bill.templateId === part.templateId && (bill.productId ?? part.productId) === part.productId)
    .toSorted((one, other) => one.sequence - other.sequence || rank(one) - rank(other) || one.id - other.id)
  const companies = new Set(fitting.flatMap((bill) => (bill.companyId === undefined ? [] : [bill.companyId])))
  return companies.size > 1 ? null : fitting[0]
}

function rank(bill: Bill): number {
  return bill.productId === undefined ? 1 : 0
}

/** Whether a line is meant for a variant: of every attribute that it names, the variant has one of the values. */
export function isFor(line: BillLine, part: Part): boolean {
  return line.onlyFor.every((values) => values.some((value) => part.attributeValues.includes(value)))
}
