import type { IncomingMessage, ServerResponse } from 'node:http'
import { ensureShopifySchemas } from '../../scripts/fetch-shopify-schema.mjs'
import type { AccessTokens } from './auth/access-tokens.ts'
import type { CostBucket } from './cost/cost-bucket.ts'
import type { FaultPlan } from './faults/fault-plan.ts'
import type { SandboxHooks } from './hooks.ts'
import { adminRoute } from './http/admin-route.ts'
import { driverRoute } from './http/driver-route.ts'
import { LoopbackServer } from './http/loopback-server.ts'
import { tokenRoute } from './http/token-route.ts'
import { drop, sendJson } from './http/wire.ts'
import type { ShopifyModel } from './model/shopify-model.ts'
import type { ShopifySandboxOptions } from './options.ts'
import type { RequestLog } from './requests/request-log.ts'
import { Shop } from './shop.ts'
import type { Subscriptions } from './webhooks/subscriptions.ts'
import type { WebhookSender } from './webhooks/webhook-sender.ts'

/** `unavailable` answers 503, `reset` cuts connections, `refuse` does not listen at all (in process only). */
export type DownMode = 'up' | 'unavailable' | 'reset' | 'refuse'

/** Puts products and locations into a new shop; called at the start and after every reset. */
export type Seed = (model: ShopifyModel) => void

/** A running simulated Shopify. After a reset its parts are new ones, so read them anew from here. */
export class ShopifySandbox {
  readonly #options: ShopifySandboxOptions
  readonly #seed: Seed
  readonly #server = new LoopbackServer((request, response) => this.#handle(request, response))
  #shop: Shop
  #down: DownMode = 'up'

  constructor(options: ShopifySandboxOptions, seed: Seed) {
    this.#options = options
    this.#seed = seed
    this.#shop = new Shop(options)
    seed(this.#shop.model)
  }

  /** `http://127.0.0.1:<port>` */
  get url(): string {
    return `http://127.0.0.1:${this.#server.port}`
  }

  get port(): number {
    return this.#server.port
  }

  get shopDomain(): string {
    return this.#shop.identity.domain
  }

  get model(): ShopifyModel {
    return this.#shop.model
  }

  get log(): RequestLog {
    return this.#shop.log
  }

  get faults(): FaultPlan {
    return this.#shop.faults
  }

  get hooks(): SandboxHooks {
    return this.#shop.hooks
  }

  get bucket(): CostBucket {
    return this.#shop.bucket
  }

  get tokens(): AccessTokens {
    return this.#shop.tokens
  }

  get subscriptions(): Subscriptions {
    return this.#shop.subscriptions
  }

  get webhooks(): WebhookSender {
    return this.#shop.webhooks
  }

  /** Where a version of the Admin API answers. */
  graphqlUrl(version: string): string {
    return `${this.url}/admin/api/${version}/graphql.json`
  }

  async open(): Promise<void> {
    await this.#server.open(this.#options.port ?? 0)
  }

  /** Takes the Admin API down, or up again at the same port. */
  async setDown(mode: DownMode): Promise<void> {
    this.#down = mode
    if (mode === 'refuse') await this.#server.close()
    else if (!this.#server.listening) await this.#server.open(this.#server.port)
  }

  /** A new shop: seeded again, no orders, no subscriptions, no faults, an empty log and a full bucket. */
  async reset(): Promise<void> {
    const old = this.#shop
    this.#shop = new Shop(this.#options)
    this.#seed(this.#shop.model)
    await this.setDown('up')
    await old.webhooks.close()
  }

  /** Stops everything. Throws when the simulator itself has failed at any time, which must not look like a fault of the test's. */
  async close(): Promise<void> {
    await this.#shop.webhooks.close()
    await this.#server.close()
    this.#server.assertSound()
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = new URL(request.url ?? '/', 'http://127.0.0.1').pathname
    const command = /^\/sandbox\/([a-z-]+)$/.exec(path)?.[1]
    if (command !== undefined) return driverRoute(this, command, request, response)
    if (this.#down === 'reset') return drop(response)
    if (this.#down === 'unavailable') return sendJson(response, 503, { errors: 'Service Unavailable' })
    const version = /^\/admin\/api\/([^/]+)\/graphql\.json$/.exec(path)?.[1]
    if (request.method === 'POST' && version !== undefined) return adminRoute(this.#shop, version, request, response)
    if (request.method === 'POST' && path === '/admin/oauth/access_token') return tokenRoute(this.#shop, request, response)
    sendJson(response, 404, { errors: 'Not Found' })
  }
}

/** Starts a simulated Shopify on a loopback port, fetching the published schemas first when they are not there yet. */
export async function startShopifySandbox(options: ShopifySandboxOptions = {}, seed: Seed = () => undefined): Promise<ShopifySandbox> {
  await ensureShopifySchemas()
  const sandbox = new ShopifySandbox(options, seed)
  await sandbox.open()
  return sandbox
}
