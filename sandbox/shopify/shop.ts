import type { Clock } from '../../src/ports/clock.ts'
import type { Random } from '../../src/ports/random.ts'
import { AccessTokens } from './auth/access-tokens.ts'
import { CostBucket } from './cost/cost-bucket.ts'
import { FaultPlan } from './faults/fault-plan.ts'
import { publishedSchema } from './graphql/published-schema.ts'
import type { ShopIdentity } from './graphql/shop-context.ts'
import { ShopifyGraphql } from './graphql/shopify-graphql.ts'
import type { SandboxHooks } from './hooks.ts'
import { ShopifyModel } from './model/shopify-model.ts'
import { defaultScopes, shopifyRetryDelays, standardPlan, type ShopifySandboxOptions } from './options.ts'
import { RequestLog } from './requests/request-log.ts'
import { systemClock, systemRandom } from './system-time.ts'
import { Subscriptions } from './webhooks/subscriptions.ts'
import { WebhookSender } from './webhooks/webhook-sender.ts'
import { schemaVersions } from '../../scripts/fetch-shopify-schema.mjs'

/** One simulated shop with everything around it; a reset makes a new one. */
export class Shop {
  readonly clock: Clock
  readonly random: Random
  readonly identity: ShopIdentity
  readonly scopes: readonly string[]
  readonly apiVersions: readonly string[]
  readonly model: ShopifyModel
  readonly bucket: CostBucket
  readonly tokens: AccessTokens
  readonly subscriptions: Subscriptions
  readonly webhooks: WebhookSender
  readonly faults = new FaultPlan()
  readonly hooks: SandboxHooks = {}
  readonly log: RequestLog
  readonly #graphql = new Map<string, ShopifyGraphql>()

  constructor(options: ShopifySandboxOptions) {
    const { clock = systemClock, random = systemRandom, clientSecret = 'sandbox-client-secret' } = options
    const { accessToken = 'sandbox-access-token', clientId = 'sandbox-client-id' } = options
    this.clock = clock
    this.random = random
    this.identity = { domain: options.shopDomain ?? 'sandbox.myshopify.com', name: options.shopName ?? 'Sandbox' }
    this.scopes = options.scopes ?? defaultScopes
    this.apiVersions = options.apiVersions ?? schemaVersions
    this.model = new ShopifyModel({ ...options, clock, random, onEvent: (event) => this.webhooks.hear(event) })
    this.bucket = new CostBucket(clock, options.plan ?? standardPlan)
    this.tokens = new AccessTokens({ accessToken, clientId, clientSecret }, clock, random)
    this.subscriptions = new Subscriptions(this.model.state.ids, clock)
    this.log = new RequestLog(options.logLimit ?? 1000)
    const sender = {
      clock,
      random,
      secret: options.webhookSecret ?? clientSecret,
      domain: this.identity.domain,
      apiVersion: this.apiVersions.at(-1) ?? '',
      retryDelays: options.webhookRetryDelays ?? shopifyRetryDelays,
    }
    this.webhooks = new WebhookSender(sender, this.model, this.subscriptions)
  }

  /** The version that answers a call for `asked`: an expired one falls forward to the oldest supported; undefined when there is none. */
  answeringVersion(asked: string): string | undefined {
    if (this.apiVersions.includes(asked)) return asked
    const oldest = this.apiVersions[0]
    return /^\d{4}-(01|04|07|10)$/.test(asked) && oldest !== undefined && asked < oldest ? oldest : undefined
  }

  /** The Admin API of a supported version. */
  graphql(version: string): ShopifyGraphql {
    let graphql = this.#graphql.get(version)
    if (graphql === undefined)
      this.#graphql.set(version, (graphql = new ShopifyGraphql(publishedSchema(version), this.scopes, this.bucket)))
    return graphql
  }
}
