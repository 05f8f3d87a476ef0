import type { MajorVersion } from '../major-version.ts'
import { boolean, char, many2many, many2one } from '../orm/field.ts'
import type { Method, Model } from '../orm/model.ts'
import { text } from '../record/value.ts'

/** res.users. Groups and keys of the users are kept outside of the tables, with the accounts. */
export function userModel(version: MajorVersion): Model {
  return {
    name: 'res.users',
    label: 'User',
    order: 'name, login',
    fields: {
      name: char('Name', { required: true }),
      login: char('Login', { required: true }),
      email: char('Email'),
      active: boolean('Active', { default: () => true }),
      company_id: many2one('Company', 'res.company'),
      company_ids: many2many('Companies', 'res.company'),
      partner_id: many2one('Related Partner', 'res.partner'),
      lang: char('Language', { default: () => 'en_US' }),
      tz: char('Timezone', { default: () => 'UTC' }),
    },
    display: (_env, row) => text(row, 'name'),
    access: { read: ['base.group_user'], write: ['base.group_system'], create: ['base.group_system'] },
    methods: { context_get: contextGet, has_group: hasGroup(version) },
  }
}

const contextGet: Method = {
  parameters: [],
  onRecords: false,
  run: (env) => {
    const user = env.tx.get('res.users', env.userId)
    return { lang: user?.['lang'] ?? 'en_US', tz: user?.['tz'] ?? 'UTC', uid: env.userId }
  },
}

/** In 17 it asks about the caller; from 18 on it is called on user records. */
function hasGroup(version: MajorVersion): Method {
  return {
    parameters: ['group_ext_id'],
    required: ['group_ext_id'],
    onRecords: version !== 17,
    run: (env, _ids, named) => env.groups.has(String(named['group_ext_id'])),
  }
}
