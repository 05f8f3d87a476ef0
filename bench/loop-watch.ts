import { monitorEventLoopDelay } from 'node:perf_hooks'
import { atShare, rounded } from './report.ts'

export interface LoopFigures {
  readonly p50: number
  readonly p99: number
  readonly max: number
}

/** What kept the event loop from ticking each millisecond. */
export interface LoopWatched {
  /** How late it ticked, in milliseconds: with whatever else ran on the machine. */
  readonly delayMs: LoopFigures
  /** Processor time of this thread between two ticks, in milliseconds: what this process did itself, on a busy machine too. */
  readonly workMs: LoopFigures
}

/** Watches the event loop from now until the returned function is called. */
export function watchLoop(): () => LoopWatched {
  const delay = monitorEventLoopDelay({ resolution: 1 })
  const work: number[] = []
  let last = usedMs()
  const timer = setInterval(() => {
    const now = usedMs()
    work.push(now - last)
    last = now
  }, 1)
  delay.enable()
  return () => {
    delay.disable()
    clearInterval(timer)
    work.push(usedMs() - last)
    const inMs = (nanoseconds: number): number => rounded(nanoseconds / 1e6)
    return {
      delayMs: { p50: inMs(delay.percentile(50)), p99: inMs(delay.percentile(99)), max: inMs(delay.max) },
      workMs: { p50: rounded(atShare(work, 0.5)), p99: rounded(atShare(work, 0.99)), max: rounded(atShare(work, 1)) },
    }
  }
}

function usedMs(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}
