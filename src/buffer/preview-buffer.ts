import type { Say } from '../text/say.ts'
import { explain } from './apply-buffer.ts'
import { findBuffer, type BufferSubject, type FoundBuffer } from './find-buffer.ts'
import { keepBack } from './keep-back.ts'
import { readyBuffer } from './ready-buffer.ts'

/** What the dialog of the buffer node shows for one example. */
export interface BufferPreview {
  readonly rule: FoundBuffer['rule']
  readonly from: number
  readonly kept: number
  readonly quantity: number
  /** The sentence that the trace would hold; empty when no rule fits. */
  readonly text: string
}

/** Tries rules that are being edited on examples. Throws BUFFER_RULE_INVALID as deploying them would. */
export function previewBuffer(
  rules: unknown,
  examples: readonly (BufferSubject & { readonly quantity: number })[],
  say: Say,
): BufferPreview[] {
  const ready = readyBuffer(rules, say)
  return examples.map((example) => {
    const { rule, buffer } = findBuffer(ready, example)
    const { quantity, kept } = keepBack(example.quantity, buffer)
    return { rule, from: example.quantity, kept, quantity, text: buffer === undefined ? '' : explain(buffer, kept, say).text }
  })
}
