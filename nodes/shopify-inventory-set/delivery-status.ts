import type { NodeStatus } from 'node-red'
import type { DeliveryDepth, Stops } from '../../src/engine/delivery/delivery.ts'
import type { WorkerState } from '../../src/engine/worker/worker.ts'
import type { Say } from '../../src/base/text/say.ts'

/** Queue depth, oldest age, rate and last error in one status line. `rate` is levels told as applied in the last minute. */
export function deliveryStatus(
  depth: DeliveryDepth,
  worker: WorkerState,
  { freeze, stopped }: Stops,
  rate: number,
  now: number,
  say: Say,
): NodeStatus {
  const waiting = depth.waiting + depth.sending
  if (worker.trouble !== null) return { fill: 'red', shape: 'ring', text: say('status.trouble', { code: worker.trouble.code, waiting }) }
  if (freeze?.first === true) return { fill: 'yellow', shape: 'ring', text: say('status.frozen-first', { waiting }) }
  if (freeze !== null) return { fill: 'grey', shape: 'ring', text: say('status.frozen', { waiting }) }
  if (stopped.length > 0) {
    const location = stopped.map((one) => one.location).join(', ')
    return { fill: 'red', shape: 'ring', text: say('status.stopped', { location, waiting }) }
  }
  if (waiting > 0) {
    const age = depth.oldestSince === null ? 0 : Math.max(0, Math.round((now - depth.oldestSince) / 1000))
    return { fill: 'blue', shape: 'dot', text: say('status.queue', { waiting, age, rate }) }
  }
  if (depth.failed > 0) return { fill: 'yellow', shape: 'ring', text: say('status.failed', { failed: depth.failed, waiting }) }
  return { fill: 'green', shape: 'dot', text: say('status.settled', { rate }) }
}
