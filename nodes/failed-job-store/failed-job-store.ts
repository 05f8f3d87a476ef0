import type { NodeAPI } from 'node-red'
import { checkJobCommand } from '../../src/job/job-command.ts'
import { recordFailures } from '../../src/job/record-failures.ts'
import { runJobCommand } from '../../src/job/run-command.ts'
import { failuresIn } from '../../src/job/stopped-lines.ts'
import { acknowledge } from '../kit/acknowledge.ts'
import { background } from '../kit/background.ts'
import { defineNode } from '../kit/define.ts'
import { offerOf } from '../kit/config-node.ts'
import { onInput } from '../kit/on-input.ts'
import { realClock, realRandom } from '../kit/real-clock.ts'
import { syncStores } from '../sync-store/offer.ts'
import { onRetry } from './retry-bell.ts'
import { onClose } from '../kit/on-close.ts'

/** failed-job-store: keeps failed lines as jobs, and lists, retries, dismisses and exports them. */
export default function register(RED: NodeAPI): void {
  defineNode(RED, 'failed-job-store', ({ node, config, say }) => {
    const offer = offerOf(RED, config['store'], syncStores, 'failed-job-store', 'store')

    const showOpen = async (): Promise<void> => {
      const store = await offer.open()
      const open = await store.transaction((tables) => tables.failedJobs.count({ state: 'open' }))
      node.status({ fill: open === 0 ? 'green' : 'yellow', shape: 'dot', text: say('status.jobs', { open }) })
    }
    // The dialog retries through an admin route: the products to read again leave through this node's second output.
    const quiet = onRetry(offer.id, (products) => {
      if (products.length > 0) node.send([null, { topic: 'retry', payload: { products } }])
      void background(node, say, showOpen)
    })
    onClose(node, async () => quiet())

    onInput(node, say, async (message, send) => {
      const store = await offer.open()
      const { payload } = message
      if (typeof payload === 'object' && payload !== null && 'action' in payload) {
        const answer = await runJobCommand(store, checkJobCommand(payload, say), realClock.now())
        const { products } = answer
        send([
          { ...message, payload: answer },
          products === undefined || products.length === 0 ? null : { topic: 'retry', payload: { products } },
        ])
      } else {
        const now = realClock.now()
        const jobs = await recordFailures(store, failuresIn(payload, say, new Date(now).toISOString()), realRandom, now)
        acknowledge(payload, { what: 'ended' })
        if (jobs.length > 0) send([{ ...message, payload: jobs }, null])
      }
      await showOpen()
    })
  })
}
