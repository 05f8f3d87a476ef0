import { idField, idsField, numberField, textField } from '../../../ports/odoo/field.ts'
import type { Domain, Odoo, OdooContext, OdooRow } from '../../../ports/odoo/odoo.ts'
import { property } from '../../../ports/odoo/property.ts'
import { SyncError } from '../../../base/error/sync-error.ts'
import { everyRow } from '../odoo-reading.ts'
import { isStocked } from '../products.ts'
import type { Bill, BillLine, Part, Bills } from './recipe.ts'
import { readUnitRatios } from './unit-ratio.ts'

const billFields = ['product_tmpl_id', 'product_id', 'product_qty', 'product_uom_id', 'company_id', 'sequence']
const onlyForField = 'bom_product_template_attribute_value_ids'
const lineFields = ['bom_id', 'product_id', 'product_qty', 'product_uom_id', onlyForField]
const idsAtOnce = 1000
const archivedToo = { active_test: false }

/**
 * Every phantom bill of materials with everything that is needed to take it apart. Two small calls when there is none, one
 * when Odoo has no manufacturing.
 */
export async function readBills(odoo: Odoo): Promise<Bills> {
  const rows = await billRows(odoo)
  const lines = await readLines(
    odoo,
    rows.map((row) => row.id),
  )
  const bills = rows.map((row) => billOf(row, lines.get(row.id) ?? []))
  const parts = new Map<number, Part>()
  const templates = [...new Set(bills.map((bill) => bill.templateId))]
  for (const part of await readParts(odoo, 'product_tmpl_id', templates)) parts.set(part.productId, part)
  const others = new Set(bills.flatMap((bill) => bill.lines.map((line) => line.productId)).filter((id) => !parts.has(id)))
  for (const part of await readParts(odoo, 'id', [...others])) parts.set(part.productId, part)
  return { bills: Map.groupBy(bills, (bill) => bill.templateId), parts, ratio: await ratioFor(odoo, bills, parts) }
}

async function billRows(odoo: Odoo): Promise<OdooRow[]> {
  try {
    return await allRows(odoo, 'mrp.bom', [['type', '=', 'phantom']], billFields)
  } catch (error) {
    const refused = error instanceof SyncError && error.code === 'ODOO_REFUSED'
    if (refused && !(await hasKits(odoo))) return []
    throw error
  }
}

/** Products have this field when manufacturing is installed: "I do not know mrp.bom" is said in the language of the user. */
async function hasKits(odoo: Odoo): Promise<boolean> {
  const fields = await odoo.call('product.product', 'fields_get', [], { allfields: ['is_kits'], attributes: ['type'] })
  return property(fields, 'is_kits') !== undefined
}

async function readLines(odoo: Odoo, billIds: readonly number[]): Promise<Map<number, BillLine[]>> {
  const rows: OdooRow[] = []
  for (const ids of inParts(billIds)) rows.push(...(await allRows(odoo, 'mrp.bom.line', [['bom_id', 'in', ids]], lineFields)))
  const attributes = await readAttributes(odoo, [...new Set(rows.flatMap((row) => idsField(row, onlyForField)))])
  const lines = new Map<number, BillLine[]>()
  for (const row of rows) {
    const values = idsField(row, onlyForField)
    // A value that cannot be read may be for any variant: then the line counts for all, which never sells too much.
    const groups = values.every((value) => attributes.has(value))
      ? Map.groupBy(values, (value) => attributes.get(value))
      : new Map<number, number[]>()
    const line = {
      productId: idField(row, 'product_id'),
      quantity: numberField(row, 'product_qty'),
      unit: idField(row, 'product_uom_id'),
      onlyFor: [...groups.values()],
    }
    const bill = idField(row, 'bom_id')
    lines.set(bill, [...(lines.get(bill) ?? []), line])
  }
  return lines
}

/** Which attribute of the product an attribute value belongs to. */
async function readAttributes(odoo: Odoo, valueIds: readonly number[]): Promise<Map<number, number>> {
  const attributes = new Map<number, number>()
  for (const ids of inParts(valueIds)) {
    const rows = await allRows(odoo, 'product.template.attribute.value', [['id', 'in', ids]], ['attribute_line_id'])
    for (const row of rows) attributes.set(row.id, idField(row, 'attribute_line_id'))
  }
  return attributes
}

async function readParts(odoo: Odoo, field: 'id' | 'product_tmpl_id', ids: readonly number[]): Promise<Part[]> {
  const { dialect } = await odoo.identity()
  const fields = ['product_tmpl_id', 'default_code', 'name', 'uom_id', 'product_template_attribute_value_ids', dialect.storable]
  const parts: Part[] = []
  for (const some of inParts(ids)) {
    for (const row of await allRows(odoo, 'product.product', [[field, 'in', some]], fields, archivedToo)) {
      parts.push({
        productId: row.id,
        templateId: idField(row, 'product_tmpl_id'),
        name: textField(row, 'name') ?? '',
        sku: textField(row, 'default_code'),
        stocked: isStocked(row, dialect),
        unit: idField(row, 'uom_id'),
        attributeValues: idsField(row, 'product_template_attribute_value_ids'),
      })
    }
  }
  return parts
}

/** Units are read only when a bill uses another one than the product has. */
async function ratioFor(odoo: Odoo, bills: readonly Bill[], parts: ReadonlyMap<number, Part>): Promise<Bills['ratio']> {
  const unitOf = (productId: number, unit: number) => parts.get(productId)?.unit ?? unit
  const inLines = bills.some((bill) => bill.lines.some((line) => unitOf(line.productId, line.unit) !== line.unit))
  const templates = new Map(bills.map((bill) => [bill.templateId, bill.unit]))
  const inBills = [...parts.values()].some((part) => (templates.get(part.templateId) ?? part.unit) !== part.unit)
  if (inLines || inBills || bills.some((bill) => templates.get(bill.templateId) !== bill.unit)) return readUnitRatios(odoo)
  return (from, to) => (from === to ? 1 : undefined)
}

function billOf(row: OdooRow, lines: readonly BillLine[]): Bill {
  const variant = row['product_id']
  const company = row['company_id']
  return {
    id: row.id,
    templateId: idField(row, 'product_tmpl_id'),
    productId: typeof variant === 'number' ? variant : undefined,
    quantity: numberField(row, 'product_qty'),
    unit: idField(row, 'product_uom_id'),
    companyId: typeof company === 'number' ? company : undefined,
    sequence: numberField({ ...row, sequence: row['sequence'] === false ? 0 : row['sequence'] }, 'sequence'),
    lines,
  }
}

async function allRows(odoo: Odoo, model: string, domain: Domain, fields: readonly string[], context?: OdooContext): Promise<OdooRow[]> {
  const rows: OdooRow[] = []
  const options = { pageSize: 2000, ...(context === undefined ? {} : { context }) }
  for await (const page of everyRow(odoo, model, domain, fields, options)) rows.push(...page)
  return rows
}

function inParts(ids: readonly number[]): number[][] {
  return Array.from({ length: Math.ceil(ids.length / idsAtOnce) }, (_, part) => ids.slice(part * idsAtOnce, (part + 1) * idsAtOnce))
}
