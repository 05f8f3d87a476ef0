import type { Clock } from '../../ports/clock.ts'
import { SyncError } from '../../base/error/sync-error.ts'
import { dayOf } from '../../base/coming-end.ts'
import { versionEnd } from './version-end.ts'

/** After a wrong version was seen, Shopify is asked again at most this often; milliseconds. */
const askAgainAfter = 60_000

/** An answer proves the version for so long; milliseconds. Longer idle, and Shopify is asked before a write goes out. */
const provesFor = 10_000

/**
 * Whether Shopify answers with the version that is asked for. An expired version falls forward silently, only a header
 * tells (shopify-facts 5), and another version may have other rules for a write (shopify-facts 1.1). It is noticed before the
 * first write, not by its answer: whatever goes on keeps the proof fresh at no cost, and after a pause one read is asked for.
 */
export class VersionProof {
  readonly #expected: string
  readonly #shop: string
  readonly #clock: Clock
  #actual: string | null = null
  #seenAt = 0
  #asking: Promise<unknown> | null = null

  constructor(expected: string, shop: string, clock: Clock) {
    this.#expected = expected
    this.#shop = shop
    this.#clock = clock
  }

  /** The version of the latest answer; null before the first. */
  get actual(): string | null {
    return this.#actual
  }

  /** Takes note of the version of an answer; null when it told none. */
  saw(version: string | null): void {
    this.#actual = version ?? 'none'
    this.#seenAt = this.#clock.elapsed()
  }

  /** Resolves when a write may be sent. `read` gets any answer from Shopify. Throws as `mustBeRight`. */
  async beforeWrite(read: () => Promise<unknown>): Promise<void> {
    const age = this.#clock.elapsed() - this.#seenAt
    const right = this.#actual === this.#expected
    if (this.#actual === null || age >= (right ? provesFor : askAgainAfter)) await this.#ask(read)
    this.mustBeRight()
  }

  /** Throws when the latest answer was of another version: SHOPIFY_VERSION_ENDED after the end of ours, else SHOPIFY_VERSION_MISMATCH. */
  mustBeRight(): void {
    if (this.#actual === this.#expected) return
    const endsAt = versionEnd(this.#expected)
    if (this.#actual !== null && this.#actual !== 'none' && this.#clock.now() >= endsAt) {
      const values = { shop: this.#shop, version: this.#expected, date: dayOf(endsAt), actual: this.#actual }
      throw new SyncError('SHOPIFY_VERSION_ENDED', values)
    }
    throw new SyncError('SHOPIFY_VERSION_MISMATCH', { shop: this.#shop, expected: this.#expected, actual: this.#actual ?? 'none' })
  }

  /** Several writes that wait for the proof ask once. */
  #ask(read: () => Promise<unknown>): Promise<unknown> {
    this.#asking ??= read().finally(() => {
      this.#asking = null
    })
    return this.#asking
  }
}
