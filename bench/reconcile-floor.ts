import type { Clock } from '../src/ports/clock.ts'
import { startDelivery } from '../src/engine/delivery/delivery.ts'
import { defaultDeliveryOptions } from '../src/rules/delivery/options.ts'
import type { DeliveryPorts } from '../src/engine/delivery/ports.ts'
import type { Random } from '../src/ports/random.ts'
import { defaultTiming, type ReconcilePorts } from '../src/engine/reconcile/ports.ts'
import { Reconciler } from '../src/engine/reconcile/reconciler.ts'
import { runCommand, type RunCommand } from '../src/engine/reconcile/run-command.ts'
import type { RunEvent, RunStatus } from '../src/engine/reconcile/status.ts'
import type { PageRequest } from '../src/engine/reconcile/pages.ts'
import type { Shopify } from '../src/ports/shopify/shopify.ts'
import type { Store } from '../src/ports/store/store.ts'
import { receiptLine } from './receipt-lines.ts'

/** A catalogue of so many items at so many locations; every level of Shopify shows `shown` but for what has drifted. */
export interface Catalogue {
  readonly items: number
  readonly locations: number
  /** One level in so many differs. */
  readonly driftEvery: number
  readonly shown: number
}

/** Products in one page of Odoo, as odoo-quant-watch reads them unless told otherwise. */
const pageSize = 500
/** Milliseconds that Odoo takes for a page: some 3,000 quants over JSON-2. */
const pageTakes = 120

/** What Odoo can ship of a level: most shops sell less than that, some more. */
export function wantedOf({ locations, driftEvery, shown }: Catalogue, product: number, location: number): number {
  const level = (product - 1) * locations + location - 1
  if (level % driftEvery !== 0) return shown
  return shown + ((level / driftEvery) % 2 === 0 ? 3 : -2)
}

export const driftOf = ({ items, locations, driftEvery }: Catalogue): number => Math.ceil((items * locations) / driftEvery)

/** The reconciliation of one shop with its delivery, fed by an Odoo that answers page by page. */
export interface ReconcileFloor {
  /** Carries out a command and waits until a run has ended. */
  run(command: RunCommand, ends: RunEvent['what']): Promise<RunStatus>
  close(): Promise<void>
}

export function reconcileFloor(shopify: Shopify, store: Store, clock: Clock, random: Random, catalogue: Catalogue): ReconcileFloor {
  const ended: ((event: RunEvent) => void)[] = []
  const failed = (lines: readonly { readonly code: string }[]): void => {
    throw new Error(lines[0]?.code ?? 'failed')
  }
  const options = defaultDeliveryOptions
  const deliveryPorts: DeliveryPorts = {
    store,
    shopify,
    clock,
    random,
    options,
    listener: { applied: () => undefined, failed },
  }
  const delivery = startDelivery(deliveryPorts)
  async function answer({ token, after = 0, products, skus }: PageRequest): Promise<void> {
    await clock.sleep(pageTakes)
    const last = Math.min(catalogue.items, after + pageSize)
    const named = products ?? skus?.map((sku) => Number(sku.slice('SKU-'.length)))
    const read = named ?? Array.from({ length: last - after }, (_, at) => after + at + 1)
    const asOf = await store.transaction((tables) => tables.nextAsOf())
    const lines = read.flatMap((product) =>
      Array.from({ length: catalogue.locations }, (_, at) => receiptLine(product, at + 1, wantedOf(catalogue, product, at + 1), asOf, 0)),
    )
    reconciler.take({ token, lines, next: named === undefined && last < catalogue.items ? last : null })
  }
  const ports: ReconcilePorts = {
    store,
    shopify,
    clock,
    random,
    node: 'bench',
    tolerance: {},
    timing: defaultTiming,
    delivery: () => deliveryPorts,
    wake: () => delivery.wake(),
    ask: (request) => void answer(request),
    tell: (event) => ended.forEach((listener) => listener(event)),
    failed,
  }
  const reconciler = new Reconciler(ports)
  return {
    async run(command, ends) {
      const over = new Promise<RunStatus>((resolve) => {
        ended.push(({ what, status }) => (what === ends || what === 'failed') && resolve(status))
      })
      await runCommand(ports, reconciler, command, true)
      return await over
    },
    async close() {
      await reconciler.close()
      await delivery.stop()
    },
  }
}
