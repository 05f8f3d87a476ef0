import type { Failure } from '../../base/error/failure.ts'
import type { Say } from '../../base/text/say.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Odoo } from '../../ports/odoo/odoo.ts'
import type { Shopify } from '../../ports/shopify/shopify.ts'
import type { Store } from '../../ports/store/store.ts'

/** What linking works with. */
export interface LinkPorts {
  readonly odoo: Odoo
  readonly shopify: Shopify
  readonly store: Store
  readonly clock: Clock
  readonly say: Say
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
