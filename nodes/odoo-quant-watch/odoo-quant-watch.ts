import type { NodeAPI } from 'node-red'
import { askedReadingOf } from '../../src/base/messages/asked-reading.ts'
import type { Say } from '../../src/base/text/say.ts'
import { PollQueue } from '../../src/engine/watch/poll-queue.ts'
import { pollOnce, type PollRequest, type PollBatch } from '../../src/engine/watch/poll.ts'
import { PollMemory } from '../../src/engine/watch/poll-memory.ts'
import type { Watch } from '../../src/engine/watch/watch.ts'
import { onReread } from '../failed-job-store/retry-signals.ts'
import { background } from '../kit/background.ts'
import { serviceOf } from '../kit/config-node.ts'
import { defineNode } from '../kit/define.ts'
import { inWords } from '../kit/in-words.ts'
import { nodeError } from '../kit/node-error.ts'
import { onClose } from '../kit/on-close.ts'
import { onInput } from '../kit/on-input.ts'
import { realClock } from '../kit/real-clock.ts'
import { repeat } from '../kit/repeat.ts'
import { numberSetting } from '../kit/setting.ts'
import { statusLine } from '../kit/status.ts'
import { whenStarted } from '../kit/when-started.ts'
import { odooConnections } from '../odoo-connection/odoo-service.ts'
import { untriedVersion } from '../odoo-connection/untried-version.ts'
import { syncStores } from '../sync-store/sync-stores.ts'
import { flowAnswers } from './flow-answers.ts'
import { keyEndWatch } from './key-end-watch.ts'
import { shapeKeeper } from './shape-keeper.ts'
import { hintCredentials, listenForHints } from './hint.ts'
import { hintRoutes } from './hint-routes.ts'
import { askedReadings } from './read-asked.ts'
import { requestOf } from './watch-request.ts'
import { provenWatch, watchSettings } from './watch-settings.ts'
import { rereadOf, watchTrouble } from './watch-trouble.ts'

const type = 'odoo-quant-watch'

function progressText(say: Say, sent: number, { read, of }: PollBatch['progress']): string {
  return of === undefined ? say('status.sending', { sent, read }) : say('status.sending-of', { sent, read, of })
}

/** odoo-quant-watch: turns "something changed" into the whole picture of the products it concerns. */
export default function register(RED: NodeAPI): void {
  hintRoutes(RED)
  defineNode(
    RED,
    type,
    ({ node, config, say }) => {
      const connection = serviceOf(RED, config['odoo'], odooConnections, type, 'odoo')
      const stores = serviceOf(RED, config['store'], syncStores, type, 'store')
      const interval = numberSetting(config['interval'], type, 'interval', 10, 1) * 1000
      const pageSize = numberSetting(config['batch'], type, 'batch', 500, 1, 5000)
      const overlapMs = numberSetting(config['overlap'], type, 'overlap', 300, 0) * 1000
      const compareMinutes = numberSetting(config['fullEvery'], type, 'fullEvery', 60, 0)
      const settings = watchSettings(config)
      const stopHints = listenForHints(RED, node, () => timer.now())
      const closing = new AbortController()
      const memory = new PollMemory()
      const answers = flowAnswers(node, say, stores)
      const status = statusLine(node)
      const trouble = watchTrouble(connection, stores)
      const keyEnd = keyEndWatch(node, connection, stores, say)
      let watched: Promise<Watch> | undefined
      let lastFault = ''

      async function proveWatch(): Promise<Watch> {
        const odoo = connection.odoo()
        const untried = untriedVersion(await odoo.identity(), say)
        if (untried !== undefined) node.warn(untried)
        return provenWatch(node.id, odoo, settings, config)
      }

      function proven(): Promise<Watch> {
        watched ??= proveWatch().catch((error: unknown) => {
          watched = undefined
          throw error
        })
        return watched
      }
      const readAsked = askedReadings(async () => {
        return { odoo: connection.odoo(), store: await stores.open(), watch: await proven(), memory, pageSize, say }
      })

      async function poll(request: PollRequest): Promise<void> {
        status.set({ fill: 'blue', shape: 'dot', text: say('status.reading') })
        const odoo = connection.odoo()
        await keyEnd.recall()
        const watch = await proven()
        const { outstanding } = answers
        const every = compareMinutes === 0 ? {} : { compareEveryMs: compareMinutes * 60_000 }
        const options = { request, pageSize, overlapMs, memory, outstanding, signal: closing.signal, ...every }
        const id = RED.util.generateId()
        let sent = 0
        for await (const { pictures, index, last, progress } of pollOnce({
          odoo,
          store: await stores.open(),
          watch,
          clock: realClock,
          options,
        })) {
          // What is not sent any more is sent by the next process.
          if (closing.signal.aborted) return
          if (pictures.length === 0) continue
          sent += pictures.length
          const parts = { id, type: 'array', index, len: pageSize, ...(last ? { count: index + 1 } : {}) }
          node.send({ topic: type, payload: pictures.map((picture) => inWords(say, picture)), parts, ...(last ? { complete: true } : {}) })
          if (!last) status.set({ fill: 'blue', shape: 'dot', text: progressText(say, sent, progress) })
        }
        lastFault = ''
        await trouble.over()
        await keyEnd.look()
        const time = new Date().toLocaleTimeString()
        const { text, near } = keyEnd.marked(sent > 0 ? say('status.sent', { count: sent, time }) : say('status.idle', { time }))
        status.set({ fill: near ? 'yellow' : 'green', shape: sent > 0 ? 'dot' : 'ring', text })
      }

      const polls = new PollQueue(poll)
      const timer = repeat(
        node,
        say,
        interval,
        async () => {
          const changed = await shape.changed()
          await polls.add({ what: changed ? 'everything' : 'changes' })
          if (!closing.signal.aborted) await shape.keep()
        },
        (error) => {
          const failure = nodeError(error, say)
          status.set({ fill: 'red', shape: 'ring', text: failure.code })
          // The same fault again and again is one message for the Catch node, not one per poll.
          if (failure.message !== lastFault) node.error(failure, { topic: type, payload: [] })
          lastFault = failure.message
          void background(node, say, () => trouble.meet(error))
        },
      )
      const quiet = onReread(stores.id, (products) => {
        void background(node, say, async () => {
          const request = await rereadOf(connection, products)
          if (request !== null) await polls.add(request)
        })
      })
      const callOff = whenStarted(RED, () => timer.now())
      const shape = shapeKeeper(RED, node.id, stores, () => timer.now())

      onInput(node, say, async (message, send) => {
        const asked = askedReadingOf(message)
        if (asked === undefined) await polls.add(requestOf(message.payload))
        else send([await readAsked(message, asked)])
      })
      onClose(node, async () => {
        callOff()
        quiet()
        shape.stop()
        await stopHints()
        closing.abort()
        const stopped = polls.stop()
        await timer.stop()
        await stopped
        await answers.stop()
        status.close()
      })
    },
    { credentials: hintCredentials },
  )
}
