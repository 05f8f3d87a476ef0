import assert from 'node:assert/strict'
import { adminGroups, connectorGroups } from '../../../sandbox/odoo/account.ts'
import { demoWarehouse } from '../../../sandbox/odoo/demo-warehouse.ts'
import { OdooDriver } from '../../../sandbox/odoo/driver/driver.ts'
import type { MajorVersion } from '../../../sandbox/odoo/major-version.ts'
import { runCall, takeContext } from '../../../sandbox/odoo/orm/call.ts'
import type { Json } from '../../../sandbox/odoo/orm/json.ts'
import type { Row } from '../../../sandbox/odoo/record/value.ts'
import { runTransaction } from '../../../sandbox/odoo/run-transaction.ts'
import { addAccount, makeWorld, superEnv, userEnv, type World } from '../../../sandbox/odoo/world.ts'
import { VirtualClock } from '../../support/virtual-clock.ts'

export type Login = 'connector' | 'admin' | 'plain' | 'both'

const users = [
  { login: 'connector', companyIds: [1], groups: connectorGroups },
  { login: 'admin', companyIds: [1, 2], groups: adminGroups },
  { login: 'plain', companyIds: [1], groups: ['base.group_user'] },
  { login: 'both', companyIds: [1, 2], groups: connectorGroups },
] as const

/** The demo warehouse without a network, on a clock that stands still. */
export class BackOffice {
  readonly clock = new VirtualClock(Date.UTC(2026, 10, 20, 12, 0, 0))
  readonly world: World
  readonly driver: OdooDriver

  constructor(version: MajorVersion) {
    this.world = makeWorld(version, 'demo', this.clock)
    const tx = this.world.database.begin()
    const env = superEnv(this.world, tx)
    demoWarehouse(env)
    for (const user of users) addAccount(env, this.world, { ...user, apiKey: `${user.login}-key` })
    tx.commit()
    this.driver = new OdooDriver(() => this.world, 2000)
  }

  /** A call as XML-RPC makes it: one transaction, with everything undone when it is refused. */
  call(
    login: Login,
    model: string,
    method: string,
    args: readonly unknown[],
    kwargs: Readonly<Record<string, unknown>> = {},
  ): Promise<Json> {
    const account = this.world.accounts.get(login)
    assert.ok(account !== undefined)
    const { context, named } = takeContext(kwargs)
    return runTransaction(this.world, 2000, (tx) =>
      runCall(userEnv(this.world, tx, account, context), { protocol: 'xml-rpc', model, method, positional: args, named }),
    )
  }

  /** Lets the clock go on by a second. */
  tick(): Promise<void> {
    return this.clock.advance(1000)
  }

  rows(model: string): Row[] {
    return [...this.world.database.table(model).rows.values()]
  }

  product(sku: string): number {
    return this.#only('product.product', 'default_code', sku)
  }

  location(name: string): number {
    return this.#only('stock.location', 'complete_name', name)
  }

  /** The committed quants of a product at one location. */
  quants(sku: string, location: string): Row[] {
    const [product, place] = [this.product(sku), this.location(location)]
    return this.rows('stock.quant').filter((row) => row['product_id'] === product && row['location_id'] === place)
  }

  quant(sku: string, location: string): Row {
    const [first] = this.quants(sku, location)
    assert.ok(first !== undefined, `a quant of ${sku} at ${location}`)
    return first
  }

  #only(model: string, field: string, value: string): number {
    const found = this.rows(model).find((row) => row[field] === value)
    assert.ok(found !== undefined, `a ${model} ${value}`)
    return found.id
  }
}

/** The values of a column of an answer. */
export function column(answer: Json, field: string): unknown[] {
  const rows: unknown = answer
  assert.ok(Array.isArray(rows))
  return rows.map((row: unknown) => Object(row)[field])
}
