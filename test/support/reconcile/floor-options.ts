import type { DeliveryOptions } from '../../../src/rules/delivery/options.ts'
import type { LinkedLevelLine } from '../../../src/base/messages/level.ts'
import type { PageRequest } from '../../../src/engine/reconcile/pages.ts'
import type { RunTiming } from '../../../src/engine/reconcile/ports.ts'
import type { Tolerance } from '../../../src/rules/reconcile/compare-level.ts'
import type { Place } from './place.ts'

/** How a shop floor is set up. */
export interface FloorOptions {
  readonly delivery?: Partial<DeliveryOptions>
  readonly tolerance?: Tolerance
  readonly timing?: Partial<RunTiming>
  /** Products of one page. */
  readonly pageSize?: number
  /** What the line of a place says beside its number. */
  readonly line?: (place: Pick<Place, 'product' | 'location'>) => Partial<LinkedLevelLine>
  /** Called before every transaction and every call to Shopify; one that never resolves is a crash. */
  readonly gate?: () => void | Promise<void>
  /** Whether the answer to a request comes. */
  readonly answers?: (request: PageRequest) => boolean
}
