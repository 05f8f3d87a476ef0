import { setImmediate } from 'node:timers/promises'
import type { NodeAPI } from 'node-red'
import { checkJobCommand } from '../../src/rules/jobs/job-command.ts'
import { JobNews } from '../../src/rules/jobs/job-news.ts'
import type { ProductToRead } from '../../src/engine/jobs/retry-jobs.ts'
import { failureIn, failuresIn } from '../../src/rules/jobs/stopped-lines.ts'
import type { UnsaidFailure } from '../../src/base/messages/failed.ts'
import type { FailedJob } from '../../src/ports/store/failed-job.ts'
import { acknowledge } from '../kit/acknowledge.ts'
import { background } from '../kit/background.ts'
import { defineNode } from '../kit/define.ts'
import { serviceOf } from '../kit/config-node.ts'
import { jobInWords } from '../kit/in-words.ts'
import { inSlices } from '../kit/in-slices.ts'
import { onInput } from '../kit/on-input.ts'
import { jobsOf } from '../kit/keep-failures.ts'
import { realClock } from '../kit/real-clock.ts'
import { syncStores } from '../sync-store/sync-stores.ts'
import { carryOut } from './carry-out.ts'
import { onRetry } from './retry-signals.ts'
import { onClose } from '../kit/on-close.ts'
import { outputLeads } from '../kit/wired.ts'

/** New jobs in one message. They are copies of what the first output has, and a longer message would be copied in one go. */
const newsAtOnce = 500

async function tellNews(jobs: FailedJob[], tell: (part: FailedJob[]) => void): Promise<void> {
  for (let start = 0; start < jobs.length; start += newsAtOnce) {
    if (start > 0) await setImmediate()
    tell(jobs.slice(start, start + newsAtOnce))
  }
}

/** failed-job-store: keeps failed lines as jobs, and lists, retries, dismisses and exports them. */
export default function register(RED: NodeAPI): void {
  defineNode(RED, 'failed-job-store', ({ node, config, say }) => {
    const syncStore = serviceOf(RED, config['store'], syncStores, 'failed-job-store', 'store')

    const news = new JobNews(realClock.now())

    const showOpen = async (): Promise<void> => {
      const store = await syncStore.open()
      const open = await store.transaction((tables) => tables.failedJobs.count({ state: 'open' }))
      node.status({ fill: open === 0 ? 'green' : 'yellow', shape: 'dot', text: say('status.jobs', { open }) })
    }
    // A debug node shows the products and reads nothing.
    const leads = (): boolean => outputLeads(RED, node, 1, ['debug'])
    const hear = (products: readonly ProductToRead[]): void => {
      if (products.length > 0) node.send([null, { topic: 'retry', payload: { products } }])
      void background(node, say, showOpen)
    }
    // The dialog retries through an admin route: the products to read again leave through this node's second output.
    const quiet = onRetry(syncStore.id, hear, leads)
    onClose(node, async () => quiet())

    onInput(node, say, async (message, send) => {
      const store = await syncStore.open()
      const { payload } = message
      if (typeof payload === 'object' && payload !== null && 'action' in payload) {
        const shown = await carryOut(syncStore, checkJobCommand(payload), { say, ...(leads() && { handOn: hear }) })
        send([{ ...message, payload: shown }, null])
      } else {
        const at = new Date(realClock.now()).toISOString()
        const failures = Array.isArray(payload)
          ? (await inSlices<unknown, UnsaidFailure[]>(payload, (line, index) => failureIn(line, index, at))).flat()
          : failuresIn(payload, at)
        const jobs = await inSlices(await jobsOf(store, failures), (job) => jobInWords(say, job))
        await acknowledge(payload, { what: 'ended' })
        const fresh = news.of(jobs)
        if (jobs.length > 0) send([{ ...message, payload: jobs }, null, null])
        await tellNews(fresh, (part) => send([null, null, RED.util.cloneMessage({ ...message, payload: part })]))
      }
      await showOpen()
    })
  })
}
