import type { ErrorCode } from '../../base/error/catalogue.ts'
import type { Failure } from '../../base/error/failure.ts'
import type { Link } from '../../ports/store/link.ts'
import type { MatchResult } from '../../rules/link/match.ts'
import type { LinkPorts, MatchListener } from './link-ports.ts'
import { mendAtMost, type ReasonCount } from './link-report.ts'
import { linksAtOnce, putFoundLinks } from './stored-links.ts'

/** More products are not read again because of one match; they are compared in their turn. */
const newlyAtMost = 10_000

/** Takes the results of a match one by one: stores links and tells refusals some hundreds at a time, and counts both. */
export class LinkResults {
  readonly refusals = new RefusalCount()
  /** Items with a link of this match. */
  readonly linked = new Set<string>()
  /** Items that a metafield says were unlinked by hand. */
  readonly apart: string[] = []
  added = 0
  changed = 0
  restored = 0
  /** Products of new links, as far as they can be read again one by one. */
  readonly newly: number[] = []
  readonly #ports: LinkPorts
  readonly #listener: MatchListener
  readonly #refused = new Map<string, string>()
  #links: Link[] = []
  #told: Failure[] = []
  #taken = 0

  constructor(ports: LinkPorts, listener: MatchListener) {
    this.#ports = ports
    this.#listener = listener
  }

  async take(result: MatchResult): Promise<void> {
    if (result.outcome === 'apart') this.apart.push(result.inventoryItemId)
    else if (result.outcome === 'refused') this.refuse(result.refusal)
    else {
      this.#links.push(result.link)
      this.linked.add(result.link.inventoryItemId)
      if (result.restored) this.restored += 1
    }
    this.#taken += 1
    if (this.#links.length >= linksAtOnce) await this.#store()
    // Where nothing is stored, other work gets its turn all the same.
    else if (this.#taken % linksAtOnce === 0) await this.#ports.clock.sleep(0, this.#listener.signal)
    this.#listener.signal?.throwIfAborted()
  }

  refuse(failure: Failure): void {
    this.refusals.add(failure)
    this.#refused.set(failure.subject.inventoryItemId ?? '', failure.code)
    this.#told.push(failure)
    if (this.#told.length >= linksAtOnce) this.#tell()
  }

  /** Whether the item was refused for this reason. */
  wasRefused(inventoryItemId: string, code: string): boolean {
    return this.#refused.get(inventoryItemId) === code
  }

  /** Stores and tells what is left. */
  async end(): Promise<void> {
    await this.#store()
    this.#tell()
  }

  async #store(): Promise<void> {
    const { added, changed, newly } = await putFoundLinks(this.#ports.store, this.#ports.shopify.shop, this.#links)
    this.newly.push(...newly.slice(0, newlyAtMost - this.newly.length))
    this.added += added
    this.changed += changed
    this.#links = []
  }

  #tell(): void {
    if (this.#told.length > 0) this.#listener.refused?.(this.#told)
    this.#told = []
  }
}

/** Counts refusals as they come, and keeps the first of them for the list to mend. */
export class RefusalCount {
  readonly #reasons = new Map<ErrorCode, number>()
  readonly #mend: Failure[] = []

  add(refusal: Failure): void {
    this.#reasons.set(refusal.code, (this.#reasons.get(refusal.code) ?? 0) + 1)
    if (this.#mend.length < mendAtMost) this.#mend.push(refusal)
  }

  get mend(): readonly Failure[] {
    return this.#mend
  }

  /** How often each reason was given, the most frequent first. */
  get reasons(): ReasonCount[] {
    return [...this.#reasons].map(([code, count]) => ({ code, count })).toSorted((one, other) => other.count - one.count)
  }
}
