import type { NodeAPI } from 'node-red'
import { describeFailure, failureIn } from '../../src/base/error/describe.ts'
import { causeOf } from '../../src/rules/jobs/job-of.ts'
import { attachLinks, sortUnsold } from '../../src/rules/link/attach.ts'
import { problemsIn } from '../../src/base/table/file-problem.ts'
import { checkLinkCommand, type LinkCommand } from '../../src/rules/link/link-command.ts'
import { isHandCommand } from '../../src/engine/match/link-commands.ts'
import { isPlainObject } from '../../src/base/plain-object.ts'
import type { LevelLine, LinkedLevelLine } from '../../src/base/messages/level.ts'
import type { FailedLine } from '../../src/base/messages/failed.ts'
import type { Failure } from '../../src/base/error/failure.ts'
import type { Link } from '../../src/ports/store/link.ts'
import { askedReadingOf } from '../../src/base/messages/asked-reading.ts'
import { onRematch } from '../failed-job-store/retry-signals.ts'
import { acknowledgeRest } from '../kit/acknowledge.ts'
import { goingOn } from '../kit/asked-reading.ts'
import { background } from '../kit/background.ts'
import { serviceOf } from '../kit/config-node.ts'
import { keepFailures } from '../kit/keep-failures.ts'
import { defineNode } from '../kit/define.ts'
import { nodeError } from '../kit/node-error.ts'
import { onClose } from '../kit/on-close.ts'
import { inWords } from '../kit/in-words.ts'
import { inParts } from '../kit/in-slices.ts'
import { onInput, type Incoming, type Send } from '../kit/on-input.ts'
import { readLines } from '../kit/read-lines.ts'
import { realClock } from '../kit/real-clock.ts'
import { repeat } from '../kit/repeat.ts'
import { statusLine } from '../kit/status.ts'
import { failureOutput } from '../kit/unwired.ts'
import { whenStarted } from '../kit/when-started.ts'
import { odooConnections } from '../odoo-connection/odoo-service.ts'
import { shopifyConnections } from '../shopify-connection/shopify-service.ts'
import { syncStores } from '../sync-store/sync-stores.ts'
import { linkRoutes } from './link-routes.ts'
import { linkSettings } from './link-settings.ts'
import { linkDialogs, linkService } from './link-service.ts'
import { migrations } from './migrations.ts'
import { NewProducts } from './new-products.ts'

const type = 'product-link'
/** Level lines that are completed in one go. */
const levelsAtOnce = 1000
/** A timer that never rings. */
const never = 2 ** 31 - 1

/** product-link: completes level lines with the inventory item that the product is linked to, and keeps the links. */
export default function register(RED: NodeAPI): void {
  linkRoutes(RED)
  defineNode(RED, { name: type, migrations }, ({ node, config, say }) => {
    const stores = serviceOf(RED, config['store'], syncStores, type, 'store')
    const settings = linkSettings(config)
    const status = statusLine(node)
    const service = linkService({
      odoo: serviceOf(RED, config['odoo'], odooConnections, type, 'odoo'),
      shopify: serviceOf(RED, config['shopify'], shopifyConnections, type, 'shopify'),
      stores,
      settings,
      say,
      status,
      tell: (message) => node.send([null, { ...message }]),
    })
    const unlinkedOutput = failureOutput(RED, node, say, 1)
    linkDialogs.set(node, service.dialog)
    const failed = (error: unknown): void => {
      if (service.closing()) return
      const failure = nodeError(error, say)
      status.set({ fill: 'red', shape: 'ring', text: failure.code })
      node.error(failure, { topic: type, payload: [] })
    }
    service.onFailure(failed)
    const changes = { full: false, fullEvery: settings.fullEvery }
    const timer = repeat(node, say, settings.refresh === 0 ? never : settings.refresh, () => service.match(changes).done, failed)
    const callOff = whenStarted(RED, () => {
      if (settings.refresh > 0) timer.now()
    })
    const newProducts = new NewProducts({
      clock: realClock,
      soonest: settings.soonest,
      match: (products) => service.match({ ...changes, products }),
      begun: (match) => void background(node, say, () => match.done, failed),
    })

    async function linksOf(levels: readonly LevelLine[]): Promise<Link[]> {
      const { shop } = service.shopify()
      const store = await stores.open()
      return store.transaction(async (tables) => {
        const links: Link[] = []
        for (const [database, some] of Map.groupBy(levels, (line) => line.odoo.database)) {
          links.push(...(await tables.links.byProduct(shop, database, [...new Set(some.map((line) => line.odoo.productId))])))
        }
        return links
      })
    }

    async function attach(levels: readonly LevelLine[]): Promise<AttachedLines> {
      const place = { shop: service.shopify().shop, at: new Date().toISOString() }
      const parts = await inParts(levels, levelsAtOnce, async (part) => {
        const { linked, failed: unlinked } = attachLinks(part, await linksOf(part), place)
        return { linked: linked.map((line) => inWords(say, line)), failed: unlinked.map((line) => failureIn(say, line)) }
      })
      return { linked: parts.flatMap(({ linked }) => linked), failed: eachOnce(parts.flatMap(({ failed: unlinked }) => unlinked)) }
    }

    /**
     * Products without a link may have one by now: the match under way is waited for, or what changed is matched. While
     * links are only looked over, when a catalogue cannot be read, and when the last such match was just now, the links that
     * are stored have to do; a match that comes later has the products read again.
     */
    async function attachOrMatch(levels: readonly LevelLine[]): Promise<AttachedLines> {
      let attached = await attach(levels)
      const storing = service.storing()
      if (attached.failed.length > 0 && storing !== undefined) {
        await storing.catch(() => undefined)
        attached = await attach(levels)
      }
      if (attached.failed.length === 0) return attached
      const waits = !service.checking()
      const match = newProducts.ask(attached.failed.flatMap(({ subject }) => subject.odooProductId ?? []))
      if (match === undefined) return attached
      void background(node, say, () => match.done, failed)
      if (!waits) return attached
      await match.stored.catch(() => undefined)
      return attach(levels)
    }

    async function answer(command: LinkCommand, message: Incoming, send: Send): Promise<void> {
      if (command.action === 'scan') await service.match({ ...changes, full: command.full ?? true }).done
      else if (command.action === 'report') send([null, { ...message, ...(await service.reportMessage()) }])
      else if (isHandCommand(command)) {
        const { unwritten, action, links, imported, file } = await service.command(command)
        const told = {
          ...(links && { links }),
          ...(imported && { imported: { ...imported, problems: problemsIn(say, imported.problems) } }),
          ...(file !== undefined && { file }),
        }
        send([null, { ...message, topic: action, payload: await keepFailures(await stores.open(), lines(unwritten)), ...told }])
      }
    }

    function lines(failures: readonly Failure[]): FailedLine[] {
      const at = new Date().toISOString()
      return failures.map((failure) => describeFailure(failure, say, at))
    }

    onInput(node, say, async (message, send) => {
      const { payload } = message
      if (isPlainObject(payload) && 'action' in payload) {
        await answer(checkLinkCommand(payload), message, send)
        return
      }
      const levels = await readLines('level', payload)
      await service.see(levels)
      const { linked, failed: without } = await attachOrMatch(levels)
      const fault = service.uncompared.fault()
      if (fault !== undefined && without.length > 0) {
        // Nobody could look for them: nothing is said about them, they are read again when that is possible.
        service.uncompared.wait(without)
        if (askedReadingOf(message) !== undefined) throw fault
        status.set({ fill: 'red', shape: 'ring', text: nodeError(fault, say).code })
        send([goingOn(message, linked), null])
        await acknowledgeRest(without, linked, { what: 'refused' })
        return
      }
      const store = await stores.open()
      const { jobs, counted } = sortUnsold(without, settings.unsold)
      const unlinked = await keepFailures(store, jobs)
      // What is only counted has no job any more, if it had one before.
      if (counted.length > 0) await store.transaction((tables) => tables.failedJobs.resolve(counted.map(causeOf), realClock.now()))
      const fill = unlinked.length === 0 ? 'green' : 'yellow'
      const text = say('status.linked', { linked: linked.length, unlinked: without.length })
      status.set({ fill, shape: 'dot', text: unlinked.length === 0 ? text : unlinkedOutput.status(text) })
      send([goingOn(message, linked, [...unlinked, ...counted]), unlinked.length === 0 ? null : { ...message, payload: unlinked }])
      await acknowledgeRest(without, linked, { what: 'ended' })
    })
    const quiet = onRematch(stores.id, (asked) => {
      const match = (): unknown => {
        const { shop: own } = service.shopify()
        const items = asked.flatMap(({ shop, inventoryItemId }) => (shop === own ? inventoryItemId : []))
        return items.length === 0 ? undefined : service.match({ ...changes, items }).done
      }
      void background(node, say, match, failed)
    })
    onClose(node, async () => {
      callOff()
      newProducts.close()
      quiet()
      await service.close()
      await timer.stop()
      status.close()
    })
  })
}

/** Level lines with their inventory items, and the products that have none, in words. */
interface AttachedLines {
  readonly linked: readonly LinkedLevelLine[]
  readonly failed: readonly FailedLine[]
}

/** One failed line per product and shop, wherever in the message its lines stood. */
function eachOnce(failed: readonly FailedLine[]): FailedLine[] {
  const nameOf = ({ subject }: FailedLine): string => JSON.stringify([subject.shop, subject.odooDatabase, subject.odooProductId])
  return [...new Map(failed.map((line) => [nameOf(line), line])).values()]
}
