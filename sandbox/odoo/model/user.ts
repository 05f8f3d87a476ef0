import type { MajorVersion } from '../major-version.ts'
import { leaf } from '../domain/node.ts'
import { boolean, char, datetime, many2many, many2one } from '../orm/field.ts'
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

/** res.users.apikeys: everybody sees the own rows; key and index are columns without a field. No end in 17. */
export function apiKeyModel(version: MajorVersion): Model {
  return {
    name: 'res.users.apikeys',
    label: 'Users API Keys',
    order: 'id',
    fields: {
      name: char('Description', { required: true }),
      user_id: many2one('User', 'res.users', { required: true }),
      scope: char('Scope'),
      ...(version === 17 ? {} : { expiration_date: datetime('Expiration Date') }),
    },
    display: (_env, row) => text(row, 'name'),
    rule: (env) => leaf('user_id', '=', env.userId),
    access: { read: ['base.group_user', 'base.group_portal'], write: [], create: [] },
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
