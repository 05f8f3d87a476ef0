import type { LevelLine } from '../../base/messages/level.ts'
import { traceStep } from '../../base/messages/trace-step.ts'
import type { TraceStep } from '../../base/messages/trace.ts'
import { soldPerDay } from '../sales/sold-per-day.ts'
import { type BufferAmount, keepBack } from './amounts.ts'
import { findBufferOf, noBufferFacts, type ReadyBuffer } from './find-buffer.ts'

/**
 * Takes the buffer off a level line and says so in its trace, e.g. "5% buffer keeps back 5". `free` and `reserved` stay
 * as Odoo has them.
 */
export function applyBuffer<T extends LevelLine>(line: T, rules: ReadyBuffer, facts = noBufferFacts): T {
  const { buffer } = findBufferOf(rules, line, facts.stated)
  const perDay = buffer?.kind === 'sales' ? soldPerDay(line, facts.sales) : 0
  const { quantity, kept } = keepBack(line.quantity, buffer, perDay)
  const steps = buffer === undefined ? [] : [explain(buffer, kept, perDay)]
  if (quantity !== line.quantity - kept) steps.push(traceStep('buffer', 'whole-units', { quantity }))
  return { ...line, quantity, trace: [...line.trace, ...steps] }
}

function explain({ kind, value }: BufferAmount, kept: number, perDay: number): TraceStep {
  if (kind === 'percent') return traceStep('buffer', 'buffer-percent', { percent: value, kept })
  if (kind === 'sales') return traceStep('buffer', 'buffer-sales', { days: value, perDay: rounded(perDay), kept })
  return traceStep('buffer', 'buffer-units', { units: value, kept })
}

/** For people: two decimals, or the first digit that is not zero. */
function rounded(perDay: number): number {
  return perDay < 0.01 ? Number(perDay.toPrecision(1)) : Math.round(perDay * 100) / 100
}
