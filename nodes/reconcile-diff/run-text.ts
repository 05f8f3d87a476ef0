import type { NodeStatus } from 'node-red'
import type { RunStatus } from '../../src/engine/reconcile/status.ts'
import type { Say } from '../../src/base/text/say.ts'

/** How a run stands, in one line under the node. `next`: clock time of the next scheduled run. */
export function runText(status: RunStatus, next: number | null, say: Say): NodeStatus {
  const { run } = status
  if (run === null) return { fill: 'grey', shape: 'ring', text: nextText(next, say) }
  if (run.state === 'failed') return { fill: 'red', shape: 'ring', text: run.failure ?? '' }
  if (run.state === 'running') return { fill: 'blue', shape: 'dot', text: progressText(status, say) }
  if (run.state === 'paused') return { fill: 'grey', shape: 'dot', text: say('status.run-paused', { progress: progressOf(status) }) }
  const result = run.state === 'cancelled' ? say('status.run-cancelled') : resultText(status, say)
  const clean = run.state === 'done' && problemsOf(status) === 0
  return { fill: clean ? 'green' : 'yellow', shape: 'dot', text: [result, nextText(next, say)].filter((text) => text !== '').join(', ') }
}

function progressText(status: RunStatus, say: Say): string {
  const key = `status.run-${status.run?.kind ?? 'compare'}`
  const left = status.remaining === null ? '' : ` · ${duration(status.remaining)}`
  return `${say(key, { progress: progressOf(status) })}${left}${waits(status, say)}`
}

/** Why what is approved is not written. */
function waits({ frozen, stopped, run }: RunStatus, say: Say): string {
  if (run?.kind === 'compare') return ''
  if (frozen) return ` · ${say('status.run-frozen')}`
  return stopped.length === 0 ? '' : ` · ${say('status.run-stopped', { location: stopped.join(', ') })}`
}

/** Percent where the size is known, else the count. */
function progressOf({ progress, run }: RunStatus): string {
  return progress === null ? String(run?.done ?? 0) : `${Math.floor(progress * 100)} %`
}

function resultText({ run, plan, lines }: RunStatus, say: Say): string {
  if (run?.kind === 'apply') return say('status.run-applied', { written: lines.written ?? 0, total: run.total ?? 0 })
  if (run?.kind === 'rollback') return say('status.run-restored', { restored: lines.restored ?? 0, total: run.total ?? 0 })
  return say('status.report', { differing: differing(plan), total: plan?.counts.levels ?? 0 })
}

function problemsOf({ run, plan, lines }: RunStatus): number {
  if (run?.kind === 'apply') return (lines.failed ?? 0) + (lines.moved ?? 0)
  if (run?.kind === 'rollback') return (lines.stuck ?? 0) + (lines.kept ?? 0)
  return differing(plan)
}

/** What is held back for orders is as it should be. */
function differing(plan: RunStatus['plan']): number {
  const { levels = 0, outcomes = {} } = plan?.counts ?? {}
  return levels - (outcomes.matched ?? 0) - (outcomes.tolerated ?? 0) - (outcomes.held ?? 0)
}

function nextText(next: number | null, say: Say): string {
  if (next === null) return ''
  const at = new Date(next)
  const today = at.toDateString() === new Date().toDateString()
  return say('status.run-next', { time: today ? at.toLocaleTimeString() : at.toLocaleString() })
}

/** Milliseconds as people say them, in units that every language knows. */
function duration(ms: number): string {
  const seconds = Math.ceil(ms / 1000)
  if (seconds < 100) return `${seconds} s`
  const minutes = Math.round(seconds / 60)
  return minutes < 100 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}
