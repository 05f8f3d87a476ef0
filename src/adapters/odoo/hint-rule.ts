import { SyncError } from '../../base/error/sync-error.ts'
import { idsField } from '../../ports/odoo/field.ts'
import type { Odoo, OdooRow } from '../../ports/odoo/odoo.ts'

/** The automation rule in Odoo that tells of stock moves. */
export interface HintRule {
  readonly ruleId: number
  /** False when there was one of this name already, which tells to the address now. */
  readonly made: boolean
}

const archivedToo = { context: { active_test: false } }

/**
 * Sets up what tells once for each stock move that is done: the cheapest trigger there is (odoo-facts 13). Called again it
 * corrects the address. Needs an administrator: throws ODOO_RIGHTS_MISSING for anybody else, and ODOO_REFUSED with the model
 * `base.automation` where automation rules are not installed.
 */
export async function setUpHintRule(odoo: Odoo, name: string, address: string): Promise<HintRule> {
  const found = await odoo.searchRead('base.automation', [['name', '=', name]], ['action_server_ids'], {
    ...archivedToo,
    order: 'id',
    limit: 1,
  })
  const [rule] = found
  if (rule !== undefined) {
    await odoo.write('ir.actions.server', idsField(rule, 'action_server_ids'), { webhook_url: address })
    await odoo.write('base.automation', [rule.id], { active: true })
    return { ruleId: rule.id, made: false }
  }
  const model = await only(odoo, 'ir.model', [['model', '=', 'stock.move']])
  const fieldOf = (field: string): Promise<OdooRow> =>
    only(odoo, 'ir.model.fields', [
      ['model', '=', 'stock.move'],
      ['name', '=', field],
    ])
  const [state, product] = [await fieldOf('state'), await fieldOf('product_id')]
  const action = {
    name,
    model_id: model.id,
    state: 'webhook',
    usage: 'base_automation',
    webhook_url: address,
    webhook_field_ids: [[6, 0, [product.id]]],
  }
  const ruleId = await odoo.create('base.automation', {
    name,
    model_id: model.id,
    trigger: 'on_create_or_write',
    trigger_field_ids: [[6, 0, [state.id]]],
    filter_pre_domain: "[('state', '!=', 'done')]",
    filter_domain: "[('state', '=', 'done')]",
    action_server_ids: [[0, 0, action]],
  })
  return { ruleId, made: true }
}

async function only(odoo: Odoo, model: string, domain: readonly (readonly [string, string, unknown])[]): Promise<OdooRow> {
  const [row] = await odoo.searchRead(model, domain, ['id'], { limit: 1 })
  if (row === undefined) throw new SyncError('ODOO_RIGHTS_MISSING', { model, detail: model })
  return row
}
