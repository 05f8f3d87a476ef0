import type { DeliveryOptions } from '../../../src/rules/delivery/options.ts'
import type { ModelOptions } from '../../../sandbox/shopify/model/model-options.ts'

export interface WorldSettings extends Pick<ModelOptions, 'idempotency' | 'batchBehaviour' | 'staleErrors'> {
  readonly orders: DeliveryOptions['orders']
  readonly items: number
  /** Shoppers buy also what is not there ("continue selling when out of stock", two checkouts at once). */
  readonly oversells?: boolean
  /** Units of each product that were sold before anybody looked, beyond what the shop had. */
  readonly owed?: number
  /** What Shopify shows before anything happens; nothing unless told. */
  readonly shows?: number
  /** Pictures count what was sent for orders. */
  readonly counts?: boolean
  readonly options?: Partial<DeliveryOptions>
}

/** How the simulated shop of a world behaves. */
export function modelOptions({ idempotency, batchBehaviour, staleErrors }: WorldSettings): Partial<ModelOptions> {
  return {
    ...(idempotency === undefined ? {} : { idempotency }),
    ...(batchBehaviour === undefined ? {} : { batchBehaviour }),
    ...(staleErrors === undefined ? {} : { staleErrors }),
  }
}
