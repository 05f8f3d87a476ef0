import type { Clock } from '../../src/ports/clock.ts'
import { connectorGroups } from '../../sandbox/odoo/account.ts'
import { OdooDriver } from '../../sandbox/odoo/driver/driver.ts'
import { FaultPlan } from '../../sandbox/odoo/fault/fault-plan.ts'
import { RequestLog } from '../../sandbox/odoo/log/request-log.ts'
import { route } from '../../sandbox/odoo/protocol/route.ts'
import { addAccount, makeWorld, superEnv, type World } from '../../sandbox/odoo/world.ts'
import { seedStorm, stormDatabase, stormUser } from './places.ts'

/** Every call of Odoo takes so long, in milliseconds. */
const latency = 120

/** The simulated Odoo 19 in this process and in virtual time, answered through `fetch`. */
export class StormOdoo {
  readonly driver: OdooDriver
  readonly #world: World
  readonly #clock: Clock

  constructor(clock: Clock) {
    this.#clock = clock
    this.#world = makeWorld(19, stormDatabase, clock)
    const tx = this.#world.database.begin()
    const env = superEnv(this.#world, tx)
    seedStorm(env)
    addAccount(env, this.#world, { ...stormUser, groups: connectorGroups })
    tx.commit()
    this.driver = new OdooDriver(() => this.#world, 2000)
  }

  /** Ids of products by SKU. */
  productIds(): Map<string, number> {
    const tx = this.#world.database.begin()
    const rows = tx.ids('product.product').map((id) => tx.get('product.product', id))
    tx.rollback()
    return new Map(rows.flatMap((row) => (row === undefined ? [] : [[String(row['default_code']), row.id]])))
  }

  readonly fetch: typeof fetch = async (input, init = {}) => {
    await this.#clock.sleep(latency / 2)
    const served = {
      world: this.#world,
      faults: new FaultPlan(),
      log: new RequestLog(1),
      lockWaitMs: 2000,
      limitTimeRealMs: 120_000,
    }
    const { pathname } = new URL(input instanceof Request ? input.url : String(input))
    const headers = Object.fromEntries(new Headers(init.headers))
    const body = typeof init.body === 'string' ? init.body : ''
    const reply = await route(served, { method: init.method ?? 'GET', path: pathname, headers, body })
    await this.#clock.sleep(latency / 2)
    if (reply === 'cut') throw new TypeError('fetch failed')
    return new Response(reply.body, { status: reply.status, headers: reply.headers })
  }
}
