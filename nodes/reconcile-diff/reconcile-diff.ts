import type { NodeAPI } from 'node-red'
import { SyncError } from '../../src/base/error/sync-error.ts'
import { askedReadingOf } from '../../src/base/messages/asked-reading.ts'
import type { FailedLine } from '../../src/base/messages/failed.ts'
import { checkReconcileCommand, commandIn, type ReconcileCommand } from '../../src/engine/reconcile/command.ts'
import type { RunEvent } from '../../src/engine/reconcile/status.ts'
import { acknowledgeRest } from '../kit/acknowledge.ts'
import { background } from '../kit/background.ts'
import { serviceOf } from '../kit/config-node.ts'
import { keepFailures } from '../kit/keep-failures.ts'
import { defineNode, languageOf } from '../kit/define.ts'
import { nodeError } from '../kit/node-error.ts'
import { onClose } from '../kit/on-close.ts'
import { onInput, type Incoming, type Send } from '../kit/on-input.ts'
import { readLines } from '../kit/read-lines.ts'
import { statusLine } from '../kit/status.ts'
import { outputLeads } from '../kit/wired.ts'
import { whenStarted } from '../kit/when-started.ts'
import { shopifyConnections } from '../shopify-connection/shopify-service.ts'
import { syncStores } from '../sync-store/sync-stores.ts'
import { outputs, to } from './outputs.ts'
import { compareNow } from './plain-job.ts'
import { reconcileSettings, type } from './reconcile-settings.ts'
import { reportMessage } from './report-message.ts'
import { runService } from './run-service.ts'
import { runText } from './run-text.ts'
import { startSchedule } from './schedule.ts'

/** Plans in a list, unless told otherwise. */
const plansListed = 20

/** reconcile-diff: compares both systems, shows it, applies it, undoes it; by itself, when told to, or line by line. */
export default function register(RED: NodeAPI): void {
  defineNode(RED, type, ({ node, config, say }) => {
    const connection = serviceOf(RED, config['shopify'], shopifyConnections, type, 'shopify')
    const stores = serviceOf(RED, config['store'], syncStores, type, 'store')
    const settings = reconcileSettings(config)
    const language = languageOf(RED) ?? 'en-US'
    const status = statusLine(node)
    let reporting = Promise.resolve()

    const service = runService({
      node,
      say,
      settings,
      stores,
      shopify: () => connection.shopify(),
      ask: (message) => node.send(to(outputs.read, message)),
      tell,
      failed: alarm,
    })
    // A schedule that makes no sense is told at the start.
    const schedule =
      settings.schedule === ''
        ? null
        : startSchedule(settings.schedule, settings.timezone, () => void inBackground(() => command({ action: 'start' })))
    const next = (): number | null => schedule?.next() ?? null

    /** Said in the log as well; a failure that no job keeps yet gets one, also where the alerts lead nowhere. */
    function alarm(lines: readonly FailedLine[]): void {
      for (const line of lines) node.warn(`${line.text} – ${line.cure}`)
      const send = (kept: readonly FailedLine[]): void =>
        node.send(to(outputs.alerts, { topic: lines[0]?.subject.shop ?? '', payload: kept }))
      if (lines.every((line) => line.recorded === true)) return send(lines)
      void background(
        node,
        say,
        async () => send(await keepFailures(await stores.open(), lines)),
        // The store itself is in trouble.
        () => send(lines),
      )
    }

    /** Something that nobody asked for by message went wrong. */
    function fail(error: unknown): void {
      const { failure } = nodeError(error, say)
      status.set({ fill: 'red', shape: 'ring', text: failure.code })
      alarm([failure])
    }

    function inBackground(work: () => unknown): Promise<void> {
      return background(node, say, work, fail)
    }

    function tell({ what, status: now }: RunEvent): void {
      status.set(runText(now, next(), say))
      node.send(to(outputs.status, { topic: what, payload: now }))
      if (what !== 'report' && what !== 'applied' && what !== 'rolled-back') return
      const request = { action: 'report', ...(now.plan === null ? {} : { planId: now.plan.id }) } as const
      const before = reporting
      reporting = inBackground(async () => {
        await before
        node.send(to(outputs.report, { topic: what, ...(await report(request)) }))
      })
    }

    async function report({ planId, endHoldAt, format = settings.format, limit = settings.limit }: ReconcileCommand): Promise<object> {
      const { shop } = connection.shopify()
      const userDir = RED.settings.userDir ?? process.cwd()
      const request = {
        shop,
        format,
        limit,
        say,
        language,
        userDir,
        ...(planId === undefined ? {} : { planId }),
        ...(endHoldAt === undefined ? {} : { endHoldAt }),
      }
      return await reportMessage(await stores.open(), request)
    }

    async function command(asked: ReconcileCommand): Promise<readonly (object | null)[]> {
      const { action, limit = plansListed } = asked
      if (action === 'report') return to(outputs.report, { topic: 'report', ...(await report(asked)) })
      if (action === 'plans') {
        const store = await stores.open()
        const payload = await store.transaction(({ plans }) => plans.list(connection.shopify().shop, limit))
        return to(outputs.status, { topic: 'plans', payload })
      }
      if (action === 'start' && !outputLeads(RED, node, outputs.read, ['debug'])) throw new SyncError('RECONCILE_NOT_WIRED')
      const now = await service.command({ ...asked, action })
      status.set(runText(now, next(), say))
      return to(outputs.status, { topic: 'status', payload: now })
    }

    async function compare(message: Incoming, send: Send): Promise<void> {
      const lines = await readLines('linked-level', message.payload)
      const { dryRun } = settings
      const {
        report: payload,
        summary,
        differing,
      } = await compareNow(connection.shopify(), await stores.open(), lines, settings.tolerance, say)
      const fill = differing.length === 0 ? 'green' : 'yellow'
      status.set({ fill, shape: 'dot', text: say('status.report', { differing: differing.length, total: lines.length }) })
      const goOn = dryRun || differing.length === 0 ? null : { ...message, payload: differing }
      send([{ ...message, payload, summary, dryRun }, goOn, null, null, null])
      await acknowledgeRest(lines, dryRun ? [] : differing, { what: 'ended' })
    }

    onInput(node, say, async (message, send) => {
      const asked = askedReadingOf(message)
      const commanded = commandIn(message)
      if (asked !== undefined) {
        if (asked.node === node.id) await service.take(asked, await readLines('linked-level', message.payload))
      } else if (commanded !== undefined) {
        const answers = await command(checkReconcileCommand(commanded))
        send(answers.map((answer) => answer && { ...message, ...answer }))
      } else if (settings.unasked === 'compare') await compare(message, send)
    })

    // What was interrupted goes on when all nodes that it is read through are there.
    const callOff = whenStarted(RED, () => {
      void inBackground(async () => {
        await service.begin()
        status.set(runText(await service.status(), next(), say))
      })
    })
    onClose(node, async () => {
      callOff()
      schedule?.stop()
      await service.close()
      await reporting
      status.close()
    })
  })
}
