import { checkAccess } from '../orm/access.ts'
import { char } from '../orm/field.ts'
import type { Model } from '../orm/model.ts'
import { text } from '../record/value.ts'

/** ir.config_parameter: only administrators read it, so `database.uuid` is hidden from a connector's user. */
export function configParameterModel(): Model {
  const model: Model = {
    name: 'ir.config_parameter',
    label: 'System Parameter',
    order: 'key',
    indexed: ['key'],
    fields: { key: char('Key', { required: true }), value: char('Value', { required: true }) },
    display: (_env, row) => text(row, 'key'),
    access: { read: ['base.group_system'], write: ['base.group_system'], create: ['base.group_system'], unlink: ['base.group_system'] },
    methods: {
      get_param: {
        parameters: ['key', 'default'],
        required: ['key'],
        onRecords: false,
        run: (env, _ids, named) => {
          checkAccess(env, model, 'read')
          const [row] = env.tx.by(model.name, 'key', String(named['key']))
          return row ? text(row, 'value') : false
        },
      },
    },
  }
  return model
}
