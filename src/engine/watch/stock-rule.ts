import type { OdooDialect } from '../../ports/odoo/dialect.ts'
import { idField } from '../../ports/odoo/field.ts'
import type { Domain, Odoo } from '../../ports/odoo/odoo.ts'
import { property } from '../../ports/odoo/property.ts'

/** What a server must be asked before its quants can be judged. */
export interface StockRule {
  /**
   * The field of stock.quant with the date after which Odoo does not reserve a lot (odoo-orders-facts 3). Undefined where lots have no dates: the module product_expiry is not installed.
   */
  readonly endField?: EndField
  /** The partner of each company: a quant that it owns in its own company is that company's stock. */
  readonly own: readonly { readonly companyId: number; readonly partnerId: number }[]
  /** Transfers know their sale order: the module sale_stock is installed. */
  readonly sales?: true
}

export type EndField = OdooDialect['lotEnd']

/** Of a server of which nothing is known. */
export const plainRule: StockRule = { own: [] }

/** Asks the server, with three small calls. Throws ODOO_*. */
export async function readStockRule(odoo: Odoo): Promise<StockRule> {
  const { lotEnd: endField } = (await odoo.identity()).dialect
  const fields = await odoo.call('stock.quant', 'fields_get', [], { allfields: [endField], attributes: ['type'] })
  const companies = await odoo.searchRead('res.company', [['partner_id', '!=', false]], ['partner_id'])
  const own = companies.map((row) => ({ companyId: row.id, partnerId: idField(row, 'partner_id') }))
  const ofTransfers = await odoo.call('stock.picking', 'fields_get', [], { allfields: ['sale_id'], attributes: ['type'] })
  const sales = property(ofTransfers, 'sale_id') === undefined ? {} : { sales: true as const }
  return { ...(property(fields, endField) === undefined ? {} : { endField }), own, ...sales }
}

/**
 * Stock that is the company's: without an owner, or owned by the company's own partner (at a location of no company: by the
 * partner of any company that is read). Stock of any other owner is not, also
 * where another company of the same database owns it, although Odoo would reserve that too (requirement 2.4).
 */
export function ownStock({ own }: StockRule): Domain {
  const alone = own.flatMap(({ companyId, partnerId }): Domain => [
    '&',
    ['company_id', 'in', [companyId, false]],
    ['owner_id', '=', partnerId],
  ])
  return [...own.map(() => '|' as const), ['owner_id', '=', false], ...alone]
}

/** What a watch knows of its server; asked once, and again by each comparison and after a failure. */
export class KnownRule {
  #rule: StockRule | undefined

  async of(odoo: Odoo): Promise<StockRule> {
    this.#rule ??= await readStockRule(odoo)
    return this.#rule
  }

  /** The module may have been installed or removed meanwhile. */
  forget(): void {
    this.#rule = undefined
  }
}
