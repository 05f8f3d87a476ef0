import type { Level } from '../model/level.ts'
import type { LevelView } from '../model/level-table.ts'
import type { ShopifyModel } from '../model/shopify-model.ts'
import type { Subscriptions } from '../webhooks/subscriptions.ts'
import type { View } from './view.ts'

/** What the shop calls itself. */
export interface ShopIdentity {
  /** The myshopify.com domain. */
  readonly domain: string
  readonly name: string
}

/** Shows records as GraphQL objects; unknown ids show as null. */
export interface Show {
  readonly level: (level: Level) => View
  readonly item: (id: string) => View | null
  readonly location: (id: string) => View | null
  readonly variant: (id: string) => View | null
  readonly product: (id: string) => View | null
  readonly order: (id: string) => View | null
}

/** What the views of one request are made of. */
export interface ShopContext {
  readonly model: ShopifyModel
  /** Levels as this request sees them: now, or lagging behind. */
  readonly levels: LevelView
  readonly show: Show
  readonly identity: ShopIdentity
  readonly scopes: readonly string[]
  readonly apiVersion: string
  /** Supported versions, oldest first. */
  readonly apiVersions: readonly string[]
  readonly subscriptions: Subscriptions
  /** Called when a mutation is about to read and write; something else may happen in the shop first. */
  readonly beforeCommit: () => void | Promise<void>
}
