import type { LevelLine } from '../line/level.ts'
import { traceStep } from '../line/trace-step.ts'
import type { TraceStep } from '../line/trace.ts'
import type { Say } from '../text/say.ts'
import type { Buffer } from './buffer-rules.ts'
import { noFieldBuffers } from './field-buffers.ts'
import { findBuffer } from './find-buffer.ts'
import { keepBack } from './keep-back.ts'
import type { ReadyBuffer } from './ready-buffer.ts'

/**
 * Takes the buffer off a level line and says so in its trace, e.g. "5% buffer keeps back 5". `free` and `reserved` stay
 * as Odoo has them. The SKU is Odoo's, the variant's where Odoo has none. `stated`: what the products state in Odoo.
 */
export function applyBuffer<T extends LevelLine>(line: T, rules: ReadyBuffer, say: Say, stated = noFieldBuffers): T {
  const { buffer } = findBuffer(rules, {
    productId: line.odoo.productId,
    sku: line.odoo.sku ?? line.shopify.sku,
    locationId: line.shopify.locationId,
    stated: stated.get(line.odoo.productId),
  })
  const { quantity, kept } = keepBack(line.quantity, buffer)
  const steps = buffer === undefined ? [] : [explain(buffer, kept, say)]
  if (quantity !== line.quantity - kept) steps.push(traceStep(say, 'buffer', 'whole-units', { quantity }))
  return { ...line, quantity, trace: [...line.trace, ...steps] }
}

/** The sentence of one buffer, as in the trace of a line. */
export function explain(buffer: Buffer, kept: number, say: Say): TraceStep {
  if (buffer.units !== undefined) return traceStep(say, 'buffer', 'buffer-units', { units: buffer.units, kept })
  return traceStep(say, 'buffer', 'buffer-percent', { percent: buffer.percent ?? 0, kept })
}
