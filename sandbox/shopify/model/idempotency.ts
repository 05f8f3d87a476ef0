import { createHash } from 'node:crypto'
import type { Clock } from '../../../src/ports/clock.ts'

/**
 * What a key does the second time (shopify-facts 1.3: the paper and live observations disagree):
 * `replay` gives the stored result, `reevaluate` runs again, `none` knows no keys.
 */
export type IdempotencyMode = 'replay' | 'reevaluate' | 'none'

/** Why a key does not run. */
export type KeyRefusal = 'IDEMPOTENCY_CONCURRENT_REQUEST' | 'IDEMPOTENCY_KEY_PARAMETER_MISMATCH' | 'IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED'

/** What to do with a call: run it, answer with what is stored, or refuse it. */
export type Opening<R> =
  | { readonly kind: 'run'; readonly close: (result: R, failed: boolean) => void; readonly abandon: () => void }
  | { readonly kind: 'stored'; readonly result: R }
  | { readonly kind: 'refused'; readonly code: KeyRefusal }

interface KeyRecord<R> {
  readonly fingerprint: string
  readonly openedAt: number
  state: 'running' | 'done' | 'failed'
  result?: R
}

/** A key is forgotten this long after its first use. */
export const keyLifetimeMs = 24 * 60 * 60 * 1000

/** The keys of one shop and what became of them. */
export class IdempotencyKeys<R> {
  readonly #keys = new Map<string, KeyRecord<R>>()
  readonly #clock: Pick<Clock, 'now'>
  readonly #mode: IdempotencyMode

  constructor(clock: Pick<Clock, 'now'>, mode: IdempotencyMode) {
    this.#clock = clock
    this.#mode = mode
  }

  /** Opens a call under a key. `parameters` is everything the call carries, the mutation's name included. */
  open(key: string | undefined, parameters: unknown): Opening<R> {
    if (key === undefined || this.#mode === 'none') return { kind: 'run', close: () => undefined, abandon: () => undefined }
    this.#forgetOld()
    const fingerprint = fingerprintOf(parameters)
    const known = this.#keys.get(key)
    if (known !== undefined && known.fingerprint !== fingerprint) return { kind: 'refused', code: 'IDEMPOTENCY_KEY_PARAMETER_MISMATCH' }
    if (known?.state === 'running') return { kind: 'refused', code: 'IDEMPOTENCY_CONCURRENT_REQUEST' }
    if (known !== undefined && this.#mode === 'replay') {
      if (known.state === 'failed') return { kind: 'refused', code: 'IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED' }
      if (known.result !== undefined) return { kind: 'stored', result: known.result }
    }
    const record: KeyRecord<R> = { fingerprint, openedAt: known?.openedAt ?? this.#clock.now(), state: 'running' }
    this.#keys.set(key, record)
    return {
      kind: 'run',
      close: (result, failed) => {
        record.state = failed ? 'failed' : 'done'
        record.result = result
      },
      abandon: () => void (record.state = 'failed'),
    }
  }

  /** Keys stand in the order of their first use, so the oldest are in front. */
  #forgetOld(): void {
    const before = this.#clock.now() - keyLifetimeMs
    for (const [key, record] of this.#keys) {
      if (record.openedAt > before) break
      this.#keys.delete(key)
    }
  }
}

/** Short texts stand for themselves, long ones for their hash, so that a day of keys does not fill the memory. */
function fingerprintOf(parameters: unknown): string {
  const text = JSON.stringify(parameters)
  return text.length < 400 ? text : createHash('sha1').update(text).digest('base64')
}

/** The sentence that goes with a refusal. */
export const keyRefusalText: Readonly<Record<KeyRefusal, string>> = {
  IDEMPOTENCY_CONCURRENT_REQUEST: 'This request is currently in progress, please try again.',
  IDEMPOTENCY_KEY_PARAMETER_MISMATCH: 'The same idempotency key cannot be used with different operation parameters.',
  IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED: 'A previous request with this idempotency key failed. Retry with a new idempotency key.',
}
