import type { Clock } from '../../src/ports/clock.ts'
import type { Account, AccountOptions } from './account.ts'
import type { MajorVersion } from './major-version.ts'
import { allModels } from './model/all.ts'
import { companiesOfCall } from './orm/companies.ts'
import type { Context } from './orm/context.ts'
import type { Env } from './orm/env.ts'
import { withImplied } from './orm/groups.ts'
import { Registry } from './orm/registry.ts'
import { createRecord } from './orm/store.ts'
import { Database } from './record/database.ts'
import type { Transaction } from './record/transaction.ts'

/** One database with its users: everything that `reset` makes anew. */
export interface World {
  readonly version: MajorVersion
  readonly databaseName: string
  readonly clock: Clock
  readonly registry: Registry
  readonly database: Database
  readonly accounts: Map<string, Account>
}

export function makeWorld(version: MajorVersion, databaseName: string, clock: Clock, expiry = false): World {
  const registry = new Registry(version, allModels(version, expiry))
  const tables = [...registry.all()].map((model) => ({
    name: model.name,
    indexed: [...(model.indexed ?? []), ...inverses(registry, model.name)],
  }))
  return { version, databaseName, clock, registry, database: new Database(clock, tables), accounts: new Map() }
}

/** The superuser: no access checks, sees all companies. The first company given is the one that new records belong to. */
export function superEnv(world: World, tx: Transaction, context: Context = {}): Env {
  const companyIds = tx.ids('res.company')
  return { registry: world.registry, version: world.version, tx, userId: 1, groups: new Set(), superuser: true, companyIds, context }
}

/** The environment of a user's call. Throws AccessError for companies that are not the user's. */
export function userEnv(world: World, tx: Transaction, account: Account, context: Context): Env {
  const companyIds = companiesOfCall(context, account.companyIds)
  return {
    registry: world.registry,
    version: world.version,
    tx,
    userId: account.userId,
    groups: account.allGroups,
    superuser: false,
    companyIds,
    context,
  }
}

/** Adds a user who can log in. */
export function addAccount(env: Env, world: World, options: AccountOptions): Account {
  const name = options.name ?? options.login
  const partner = createRecord(env, 'res.partner', { name, email: `${options.login}@example.com` })
  const user = createRecord(env, 'res.users', {
    name,
    login: options.login,
    email: `${options.login}@example.com`,
    partner_id: partner.id,
    company_id: options.companyIds[0] ?? false,
    company_ids: [[6, 0, options.companyIds]],
  })
  for (const { name: key, endsAt, scope } of options.keys ?? [{ name: 'connection' }])
    createRecord(env, 'res.users.apikeys', {
      name: key,
      user_id: user.id,
      scope: scope ?? false,
      ...(world.version === 17 ? {} : { expiration_date: endsAt ?? false }),
    })
  const account: Account = { ...options, userId: user.id, allGroups: withImplied(options.groups) }
  world.accounts.set(options.login, account)
  return account
}

function inverses(registry: Registry, modelName: string): string[] {
  const found = new Set<string>()
  for (const model of registry.all()) {
    for (const field of Object.values(model.fields)) {
      if (field.type === 'one2many' && field.relation === modelName && field.inverse !== undefined) found.add(field.inverse)
    }
  }
  return [...found]
}
