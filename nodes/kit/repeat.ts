import type { Node } from 'node-red'
import type { Say } from '../../src/base/text/say.ts'
import { tellFailed, type Failed } from './background.ts'
import { realClock } from './real-clock.ts'

/** Background work of a node. */
export interface Repeating {
  /** Does the work now, or once more right after what is under way. */
  now(): void
  /** Resolves when what is under way is finished; nothing is started any more. */
  stop(): Promise<void>
}

/**
 * Does work again and again, `interval` milliseconds after the last time ended. A failure is reported through the node,
 * never thrown: a timer that rejects would end Node-RED.
 */
export function repeat(node: Node, say: Say, interval: number, work: () => Promise<void>, failed?: Failed): Repeating {
  let waking = new AbortController()
  let again = false
  let stopped = false

  async function run(): Promise<void> {
    while (!stopped) {
      if (!again) await realClock.sleep(interval, waking.signal)
      again = false
      if (stopped) return
      try {
        await work()
      } catch (error) {
        tellFailed(node, say, error, failed)
      }
    }
  }
  const running = run()

  function ring(): void {
    waking.abort()
    waking = new AbortController()
  }

  return {
    now() {
      again = true
      ring()
    },
    async stop() {
      stopped = true
      ring()
      await running
    },
  }
}
