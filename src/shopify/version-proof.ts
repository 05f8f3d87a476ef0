import type { Clock } from '../clock.ts'
import { SyncError } from '../error/sync-error.ts'

/** After a wrong version was seen, Shopify is asked again at most this often; milliseconds. */
const askAgainAfter = 60_000

/**
 * Whether Shopify answers with the version that is asked for. An expired version falls forward silently, only a header
 * tells (shopify-facts 5), and another version may have other rules for a write (shopify-facts 1.1).
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

  /** Resolves when a write may be sent. `read` gets any answer from Shopify. Throws SHOPIFY_VERSION_MISMATCH. */
  async beforeWrite(read: () => Promise<unknown>): Promise<void> {
    if (this.#actual === this.#expected) return
    if (this.#actual === null || this.#clock.elapsed() - this.#seenAt >= askAgainAfter) await this.#ask(read)
    if (this.#actual === this.#expected) return
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
