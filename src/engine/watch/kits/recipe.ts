import type { UnitRatio } from './unit-ratio.ts'

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
function billOf(part: Part, bills: readonly Bill[]): Bill | null | undefined {
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
function isFor(line: BillLine, part: Part): boolean {
  return line.onlyFor.every((values) => values.some((value) => part.attributeValues.includes(value)))
}

interface RecipePart {
  readonly productId: number
  readonly name: string
  readonly sku: string | undefined
  /** So many, in the unit of the component, go into one kit. */
  readonly per: number
}

/** Why a kit cannot be counted; the sentences stand under `finding.kit.<reason>`. */
type KitProblem = 'units-differ' | 'circular' | 'nothing-counted' | 'component-unreadable' | 'several-companies' | 'quantity-invalid'

/** What one kit is made of in the end: kits within kits are taken apart. */
export type Recipe = { readonly parts: readonly RecipePart[] } | Uncountable

export interface Bills {
  /** By template. */
  readonly bills: ReadonlyMap<number, readonly Bill[]>
  readonly parts: ReadonlyMap<number, Part>
  readonly ratio: UnitRatio
}

interface Uncountable {
  readonly problem: KitProblem
  /** Name of the product that the problem is with. */
  readonly product: string
}

/** The recipe of a product; undefined when it is no kit. */
export function recipeOf(productId: number, all: Bills): Recipe | undefined {
  const part = all.parts.get(productId)
  if (part === undefined || billIn(part, all) === undefined) return undefined
  const needs = new Map<number, number>()
  const failed = takeApart(part, 1, [], needs, all)
  if (failed !== undefined) return failed
  if (needs.size === 0) return { problem: 'nothing-counted', product: nameOf(part) }
  const parts = [...needs].toSorted(([one], [other]) => one - other)
  return { parts: parts.map(([id, per]) => ({ productId: id, name: all.parts.get(id)?.name ?? '', sku: all.parts.get(id)?.sku, per })) }
}

function billIn(part: Part, { bills }: Bills): Bill | null | undefined {
  return billOf(part, bills.get(part.templateId) ?? [])
}

/** Adds what so many of the product need; what is no kit counts by itself, unless Odoo keeps no stock of it. */
function takeApart(part: Part, count: number, within: readonly number[], needs: Map<number, number>, all: Bills): Uncountable | undefined {
  const bill = billIn(part, all)
  if (bill === null) return { problem: 'several-companies', product: nameOf(part) }
  if (bill === undefined) {
    if (part.stocked) needs.set(part.productId, (needs.get(part.productId) ?? 0) + count)
    return undefined
  }
  if (within.includes(part.productId)) return { problem: 'circular', product: nameOf(part) }
  const made = bill.quantity * (all.ratio(bill.unit, part.unit) ?? Number.NaN)
  if (Number.isNaN(made)) return { problem: 'units-differ', product: nameOf(part) }
  if (!(made > 0)) return { problem: 'quantity-invalid', product: nameOf(part) }
  for (const line of bill.lines) {
    // A line of zero is optional: Odoo leaves it out too.
    if (!isFor(line, part) || line.quantity === 0) continue
    const component = all.parts.get(line.productId)
    if (component === undefined) return { problem: 'component-unreadable', product: `product.product ${line.productId}` }
    const ratio = all.ratio(line.unit, component.unit)
    if (ratio === undefined) return { problem: 'units-differ', product: nameOf(component) }
    if (line.quantity < 0) return { problem: 'quantity-invalid', product: nameOf(component) }
    const failed = takeApart(component, (count * line.quantity * ratio) / made, [...within, part.productId], needs, all)
    if (failed !== undefined) return failed
  }
  return undefined
}

function nameOf({ sku, name }: Part): string {
  return sku ?? name
}
