import { leaf } from '../domain/node.ts'
import { char, integer, many2one } from '../orm/field.ts'
import type { Model } from '../orm/model.ts'
import { text } from '../record/value.ts'

/** res.company: a user sees the companies of the call only. */
export function companyModel(): Model {
  return {
    name: 'res.company',
    label: 'Companies',
    order: 'sequence, name',
    fields: {
      name: char('Company Name', { required: true }),
      sequence: integer('Sequence', { default: () => 10 }),
      currency_id: many2one('Currency', 'res.currency'),
      partner_id: many2one('Partner', 'res.partner'),
    },
    display: (_env, row) => text(row, 'name'),
    rule: (env) => leaf('id', 'in', env.companyIds),
    access: { read: ['base.group_user'], write: ['base.group_system'], create: ['base.group_system'] },
  }
}
