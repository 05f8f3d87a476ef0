import { failureIn } from '../../src/base/error/describe.ts'
import type { Node } from 'node-red'
import type { AskedReading } from '../../src/base/messages/asked-reading.ts'
import type { LinkedLevelLine } from '../../src/base/messages/level.ts'
import { type RunEvent, type RunStatus, runStatus } from '../../src/engine/reconcile/status.ts'
import { Reconciler } from '../../src/engine/reconcile/reconciler.ts'
import { defaultTiming, type ReconcilePorts } from '../../src/engine/reconcile/ports.ts'
import { runCommand, type RunCommand } from '../../src/engine/reconcile/run-command.ts'
import type { FailedLine } from '../../src/base/messages/failed.ts'
import type { Shopify } from '../../src/ports/shopify/shopify.ts'
import type { Store } from '../../src/ports/store/store.ts'
import type { Say } from '../../src/base/text/say.ts'
import { onRefusedReading } from '../kit/asked-reading.ts'
import { background } from '../kit/background.ts'
import { realClock, realRandom } from '../kit/real-clock.ts'
import { sharedDelivery } from '../shopify-inventory-set/shared-delivery.ts'
import type { SyncStore } from '../sync-store/sync-stores.ts'
import type { ReconcileSettings } from './reconcile-settings.ts'

/** What the service of a node works with, and whom it tells. */
export interface RunServiceTools {
  readonly node: Node
  readonly say: Say
  readonly settings: ReconcileSettings
  readonly stores: SyncStore
  shopify(): Shopify
  /** Sends a message to the output "read". */
  ask(message: object): void
  tell(event: RunEvent): void
  failed(lines: readonly FailedLine[]): void
}

/** Where the runs of a node are commanded. */
export interface RunService {
  command(command: RunCommand): Promise<RunStatus>
  /** An answer to what was asked for. */
  take(asked: AskedReading, lines: readonly LinkedLevelLine[]): Promise<void>
  status(): Promise<RunStatus>
  /** Goes on with a run that was interrupted, if there is one. */
  begin(): Promise<void>
  /** Resolves when the step under way is stored. The run goes on after the next start. */
  close(): Promise<void>
}

export function runService(tools: RunServiceTools): RunService {
  const { node, say, settings, stores } = tools
  let opening: Promise<{ ports: ReconcilePorts; reconciler: Reconciler }> | undefined

  async function openAnew(): Promise<{ ports: ReconcilePorts; reconciler: Reconciler }> {
    const store: Store = await stores.open()
    const shopify = tools.shopify()
    const ports: ReconcilePorts = {
      store,
      shopify,
      clock: realClock,
      random: realRandom,
      node: node.id,
      tolerance: settings.tolerance,
      timing: defaultTiming,
      delivery: () => sharedDelivery(store, shopify.shop)?.ports ?? null,
      wake: () => sharedDelivery(store, shopify.shop)?.wake(),
      ask(request) {
        const { run: _, token, ...rest } = request
        tools.ask({ topic: 'read', payload: { shop: shopify.shop, ...rest }, reconcile: { node: node.id, token } })
      },
      tell: (event) => tools.tell(event),
      failed: (lines) => tools.failed(lines.map((line) => failureIn(say, line))),
    }
    return { ports, reconciler: new Reconciler(ports) }
  }
  function open(): Promise<{ ports: ReconcilePorts; reconciler: Reconciler }> {
    opening ??= openAnew().catch((error: unknown) => {
      opening = undefined
      throw error
    })
    return opening
  }
  const quiet = onRefusedReading(node.id, (token, error) => {
    void background(node, say, async () => (await open()).reconciler.refuse(token, error))
  })

  return {
    async command(command) {
      const { ports, reconciler } = await open()
      return await runCommand(ports, reconciler, command, settings.dryRun)
    },
    async take({ token, next = null, unlinked = 0, unmapped = 0, leftOut = [] }, lines) {
      const { reconciler } = await open()
      reconciler.take({ token, lines, next, unlinked, unmapped, leftOut })
    },
    async status() {
      const { ports } = await open()
      return await ports.store.transaction((tables) => runStatus(tables, ports.shopify.shop))
    },
    async begin() {
      const { reconciler } = await open()
      reconciler.work()
    },
    async close() {
      quiet()
      const opened = await opening?.catch(() => undefined)
      await opened?.reconciler.close()
    },
  }
}
