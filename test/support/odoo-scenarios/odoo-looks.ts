import assert from 'node:assert/strict'
import type { Domain, Odoo, OdooRow } from '../../../src/ports/odoo/odoo.ts'

/** Looks records up. */
export class OdooLooks {
  protected readonly odoo: Odoo

  constructor(odoo: Odoo) {
    this.odoo = odoo
  }

  /** The id of a location by its complete name; `transit` is the one between the warehouses of the company. */
  protected async place(name: string): Promise<number> {
    if (name === 'transit')
      return (
        await this.must('stock.location', [
          ['usage', '=', 'transit'],
          ['company_id', '!=', false],
        ])
      ).id
    return (await this.must('stock.location', [['complete_name', '=', name]])).id
  }

  protected async find(model: string, domain: Domain, fields: readonly string[] = ['id']): Promise<OdooRow | undefined> {
    return (await this.odoo.searchRead(model, domain, fields, { order: 'id', limit: 1 }))[0]
  }

  protected async must(model: string, domain: Domain, fields: readonly string[] = ['id']): Promise<OdooRow> {
    const row = await this.find(model, domain, fields)
    assert.ok(row !== undefined, `${model} ${JSON.stringify(domain)} is there`)
    return row
  }
}
