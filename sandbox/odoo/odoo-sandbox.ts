import type { Clock } from '../../src/ports/clock.ts'
import type { AccountOptions } from './account.ts'
import { control, type Controlled, controlPath } from './control.ts'
import { demoUsers, demoWarehouse } from './demo-warehouse.ts'
import { OdooDriver } from './driver/driver.ts'
import { FaultPlan } from './fault/fault-plan.ts'
import { RequestLog } from './log/request-log.ts'
import type { MajorVersion } from './major-version.ts'
import type { Env } from './orm/env.ts'
import { createRecord } from './orm/store.ts'
import { LoopbackServer } from './protocol/http-server.ts'
import { type HttpRequest, route } from './protocol/route.ts'
import type { Served } from './protocol/serve-call.ts'
import { systemClock } from './system-clock.ts'
import { addAccount, makeWorld, superEnv, type World } from './world.ts'

export interface OdooSandboxOptions {
  /** Port on 127.0.0.1; a free one when 0 or absent. */
  readonly port?: number
  readonly majorVersion?: MajorVersion
  readonly database?: string
  readonly users?: readonly AccountOptions[]
  readonly clock?: Clock
  /** Fills the empty database; the demo warehouse when absent. */
  readonly seed?: (env: Env) => void
  /** limit_time_real in seconds: a request that stalls longer is killed. 120 when absent. */
  readonly limitTimeReal?: number
  /** How long a write waits for a locked row before it fails as a conflict, in ms. 2000 when absent. */
  readonly lockWaitMs?: number
  /** Whether the module product_expiry is installed: lots have dates, and Odoo goes by them. It is not when absent. */
  readonly expiry?: boolean
  /** `database.uuid`, readable by administrators only. */
  readonly databaseUuid?: string
}

/** A simulated Odoo server that runs. `controlUrl` serves /sandbox/… also while the Odoo port is down. */
export interface OdooSandbox extends Controlled {
  readonly url: string
  readonly port: number
  readonly controlUrl: string
  readonly database: string
  readonly majorVersion: MajorVersion
  stop(): Promise<void>
}

/**
 * Starts a server on loopback that speaks XML-RPC, and JSON-2 when it is 19, and behaves as the odoo-facts measured.
 * See docs/sandbox-odoo.md.
 */
export async function startOdooSandbox(options: OdooSandboxOptions = {}): Promise<OdooSandbox> {
  const sandbox = new RunningSandbox(options)
  await sandbox.start()
  return sandbox
}

class RunningSandbox implements OdooSandbox {
  readonly database: string
  readonly majorVersion: MajorVersion
  readonly driver: OdooDriver
  readonly faults = new FaultPlan()
  readonly log = new RequestLog(1000)
  readonly #options: OdooSandboxOptions
  readonly #clock: Clock
  readonly #odoo: LoopbackServer
  readonly #control: LoopbackServer
  #world: World

  constructor(options: OdooSandboxOptions) {
    this.#options = options
    this.#clock = options.clock ?? systemClock
    this.database = options.database ?? 'demo'
    this.majorVersion = options.majorVersion ?? 19
    this.#world = this.#makeWorld()
    this.driver = new OdooDriver(() => this.#world, options.lockWaitMs ?? 2000)
    this.#odoo = new LoopbackServer((request) => this.#handle(request), options.port ?? 0)
    this.#control = new LoopbackServer((request) => control(this, request), 0)
  }

  get url(): string {
    return this.#odoo.url
  }

  get port(): number {
    return this.#odoo.port
  }

  get controlUrl(): string {
    return this.#control.url
  }

  async start(): Promise<void> {
    await this.#odoo.up()
    await this.#control.up()
  }

  async stop(): Promise<void> {
    this.driver.rollbackAll()
    await Promise.all([this.#odoo.down(), this.#control.down()])
  }

  down(): Promise<void> {
    return this.#odoo.down()
  }

  up(): Promise<void> {
    return this.#odoo.up()
  }

  async restart(ms: number): Promise<void> {
    await this.down()
    await this.#clock.sleep(ms)
    await this.up()
  }

  reset(): void {
    this.driver.rollbackAll()
    this.faults.clear()
    this.log.clear()
    this.#world = this.#makeWorld()
  }

  #handle(request: HttpRequest) {
    return request.path.startsWith(controlPath) ? control(this, request) : route(this.#served(), request)
  }

  #served(): Served {
    return {
      world: this.#world,
      faults: this.faults,
      log: this.log,
      lockWaitMs: this.#options.lockWaitMs ?? 2000,
      limitTimeRealMs: (this.#options.limitTimeReal ?? 120) * 1000,
    }
  }

  #makeWorld(): World {
    const world = makeWorld(this.majorVersion, this.database, this.#clock, this.#options.expiry === true)
    const tx = world.database.begin()
    const env = superEnv(world, tx)
    const seed = this.#options.seed ?? demoWarehouse
    seed(env)
    createRecord(env, 'ir.config_parameter', {
      key: 'database.uuid',
      value: this.#options.databaseUuid ?? '00000000-0000-4000-8000-0000000000d0',
    })
    for (const user of this.#options.users ?? demoUsers) addAccount(env, world, user)
    tx.commit()
    return world
  }
}
