import { SyncError } from '../../base/error/sync-error.ts'
import type { OdooProduct } from '../../base/messages/odoo-product.ts'
import { wordOf } from '../../base/text/say.ts'
import type { OdooDialect } from '../../ports/odoo/dialect.ts'
import { booleanField, neededTextField, textField } from '../../ports/odoo/field.ts'
import type { Domain, Odoo, OdooRow } from '../../ports/odoo/odoo.ts'

const operators = new Set(
  '=|!=|>|>=|<|<=|=?|in|not in|child_of|parent_of|like|not like|ilike|not ilike|=like|=ilike|any|not any'.split('|'),
)

/**
 * A search domain of Odoo from what somebody typed, as JSON: `[["sale_ok", "=", true]]`. Throws WATCH_SCOPE_INVALID with the
 * term that does not fit, before Odoo answers with a traceback.
 */
export function productDomain(text: string): Domain {
  if (text.trim() === '') return []
  const parsed = parse(text)
  if (!Array.isArray(parsed)) throw invalid('a list of terms is needed, e.g. [["sale_ok", "=", true]]')
  const terms = parsed.map(termOf)
  // In prefix notation every & and | takes two, and every ! one; whatever is left over at the end stands side by side.
  let whole = 0
  for (const term of terms.toReversed()) {
    const takes = term === '!' ? 1 : typeof term === 'string' ? 2 : 0
    if (whole < takes) throw invalid(`${String(term)} has too few terms behind it`)
    whole += 1 - takes
  }
  return terms
}

/**
 * Proves that Odoo takes the domain. Throws WATCH_SCOPE_INVALID with what Odoo says of it. Odoo 17 and 18 leave out a term on
 * a field that cannot be searched without a word (odoo-facts 5).
 */
export async function proveDomain(odoo: Odoo, domain: Domain): Promise<void> {
  if (domain.length === 0) return
  try {
    await odoo.searchCount('product.product', domain, { active_test: false })
  } catch (error) {
    if (!(error instanceof SyncError) || error.code !== 'ODOO_REFUSED') throw error
    throw invalid(wordOf(error.values['detail']), error)
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw invalid('it is no JSON; names need double quotes, and True is true')
  }
}

function termOf(term: unknown): Domain[number] {
  if (term === '&' || term === '|' || term === '!') return term
  const shown = JSON.stringify(term)
  if (!Array.isArray(term) || term.length !== 3) throw invalid(`${shown} is no term of field, operator and value`)
  const [field, operator, value]: unknown[] = term
  if (typeof field !== 'string' || !/^[a-z_][\w.]*$/i.test(field)) throw invalid(`${shown} does not begin with the name of a field`)
  if (typeof operator !== 'string' || !operators.has(operator)) throw invalid(`${shown} has an operator that Odoo does not know`)
  return [field, operator, value]
}

function invalid(problem: string, cause?: unknown): SyncError {
  return new SyncError('WATCH_SCOPE_INVALID', { setting: 'domain', problem }, cause === undefined ? {} : { cause })
}

/** A product as far as a picture needs it. */
export interface ProductRow {
  readonly product: OdooProduct
  /** False for a service or a consumable: Odoo keeps no stock of it, and no stock is then not zero. */
  readonly stocked: boolean
}

const archivedToo = { context: { active_test: false } }

/** The products that the domain lets through, archived ones too, in the order of ids. */
export async function readProducts(odoo: Odoo, domain: Domain, limit?: number): Promise<ProductRow[]> {
  const { dialect, name } = await odoo.identity()
  const fields = ['default_code', 'barcode', 'display_name', 'active', dialect.storable]
  const options = { ...archivedToo, order: 'id', ...(limit === undefined ? {} : { limit }) }
  const rows = await odoo.searchRead('product.product', domain, fields, options)
  return rows.map((row) => productRow(row, name, dialect))
}

/** Ids of the products with one of these internal references, archived ones too; with the references that nobody has. */
export async function productsWithSku(odoo: Odoo, skus: readonly string[]): Promise<{ productIds: number[]; missing: string[] }> {
  const rows = await odoo.searchRead('product.product', [['default_code', 'in', [...skus]]], ['default_code'], archivedToo)
  const found = new Set(rows.map((row) => textField(row, 'default_code')))
  return { productIds: rows.map((row) => row.id), missing: skus.filter((sku) => !found.has(sku)) }
}

function productRow(row: OdooRow, database: string, dialect: OdooDialect): ProductRow {
  const sku = textField(row, 'default_code')
  const barcode = textField(row, 'barcode')
  const product = {
    database,
    productId: row.id,
    name: textField(row, 'display_name') ?? '',
    active: booleanField(row, 'active'),
    ...(sku === undefined ? {} : { sku }),
    ...(barcode === undefined ? {} : { barcode }),
  }
  return { product, stocked: isStocked(row, dialect) }
}

/** Whether Odoo keeps stock of a product that was read with the field `dialect.storable`. */
export function isStocked(row: OdooRow, { storable }: OdooDialect): boolean {
  return storable === 'type' ? neededTextField(row, 'type') === 'product' : booleanField(row, 'is_storable')
}
