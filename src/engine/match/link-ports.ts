import type { Failure } from '../../base/error/failure.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Odoo } from '../../ports/odoo/odoo.ts'
import type { Shopify, ShopifyVariant } from '../../ports/shopify/shopify.ts'
import type { Link } from '../../ports/store/link.ts'
import type { Store } from '../../ports/store/store.ts'
import type { OdooIndex } from '../../rules/link/candidates.ts'
import type { StandingLink } from '../../rules/link/match.ts'
import type { LinkCursor } from './link-cursor.ts'
import type { LinkReport } from './link-report.ts'

/** What linking works with. */
export interface LinkPorts {
  readonly odoo: Odoo
  readonly shopify: Shopify
  readonly store: Store
  readonly clock: Clock
}

/** How the catalogues are matched. */
export interface MatchSettings {
  /** Whether links are kept on the variants, and taken from there when the store was lost (requirement 1.4). */
  readonly metafield: 'off' | 'write' | 'read-and-write'
  /** Mapped Shopify locations; items that are linked and not stocked there are reported. None: it is not looked up. */
  readonly locations: readonly { readonly id: string; readonly name: string }[]
}

/** Who hears of a match while it runs. */
export interface MatchListener {
  readonly progress?: (phase: MatchPhase, count: number) => void
  /** Refusals, some hundreds at a time. */
  readonly refused?: (refusals: readonly Failure[]) => void
  /** The links are stored; what follows are metafields and the look at the locations. */
  readonly stored?: () => void
  /** Ends the match; what was stored until then stays. */
  readonly signal?: AbortSignal
}

export type MatchPhase = 'scanning-odoo' | 'scanning' | 'stocking' | 'metafields'

/** Who matches, how, and with which Odoo database. */
export interface MatchPlace {
  readonly ports: LinkPorts
  readonly settings: MatchSettings
  readonly listener: MatchListener
  readonly odooDatabase: string
}

/** What one match looks at: both catalogues, or what changed with everything that the decisions about it depend on. */
export interface MatchSource {
  readonly scope: 'full' | 'changes'
  /** Clock times at which its reading began, and of the last match of everything, in milliseconds. */
  readonly at: number
  readonly fullAt: number
  readonly products: OdooIndex
  /** The variants of every item that is looked at, a page at a time; they can be read once. */
  readonly variants: AsyncIterable<readonly ShopifyVariant[]> | Iterable<readonly ShopifyVariant[]>
  /** Links of these items that a person set. */
  readonly byHand: readonly Link[]
  /** Links of these items to this database that were found before. */
  readonly standing: ReadonlyMap<string, StandingLink>
  /** Whether an item had a link when the match began. */
  linked(inventoryItemId: string): boolean
  /** True when no item of the shop had one: nothing was matched yet, or the store was lost. */
  readonly first: boolean
  /** Whether an item is among those that are looked at. */
  has(inventoryItemId: string): boolean
  /** The links of these items as they are stored now. */
  stored(): AsyncIterable<readonly Link[]>
  /** Where the next refresh begins, once the variants were read. */
  cursor(): LinkCursor
  /** What is known of the items that are not looked at; undefined when there are none, or nothing is known. */
  readonly before: LinkReport | undefined
}
