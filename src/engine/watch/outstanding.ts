import type { Clock } from '../../ports/clock.ts'
import type { Answer } from './acknowledgements.ts'
import { doubtful, type SentPicture } from './sent-picture.ts'

/** A picture that was sent and of which it is not known that it is stored. */
interface Waiting {
  readonly sent: SentPicture
  readonly sentAt: number
  /** How often this very picture was sent. */
  readonly sendings: number
  readonly stored: Set<string>
  ended: boolean
  dropped: boolean
  refused: boolean
  /** True when it is to be sent again. */
  again: boolean
}

export interface OutstandingOptions {
  /** Milliseconds before a picture without an answer is sent again; doubles each time. */
  readonly waitMs?: number
  readonly longestWaitMs?: number
  /** Whether a sink is still part of a flow; sinks that are gone are not waited for. */
  readonly isThere?: (sink: string) => boolean
}

/** A picture that nobody ever answers is sent so often: the flow leaves it out on purpose. */
const mostSendings = 5
/** How long a flow that has never answered is waited for before it is given more than a few batches. */
const patienceMs = 30_000

/**
 * The pictures of a watch on their way through the flow. One counts as sent when every sink that is known has stored it, or
 * the rest of it ended in failed jobs. It is sent again, after two minutes and then less and less often, when a node failed
 * with it, or when a sink is known and does not answer. In a flow without a sink nothing is ever sent again.
 */
export class Outstanding {
  readonly #waiting = new Map<number, Waiting>()
  readonly #answered = new Map<number, SentPicture>()
  readonly #sinks = new Set<string>()
  readonly #waitMs: number
  readonly #longestWaitMs: number
  readonly #isThere: (sink: string) => boolean
  #patience = patienceMs
  #waking = new AbortController()
  /** Whether what a process before left open was looked up. */
  resumed = false

  constructor({ waitMs = 120_000, longestWaitMs = 3_600_000, isThere = () => true }: OutstandingOptions = {}) {
    this.#waitMs = waitMs
    this.#longestWaitMs = longestWaitMs
    this.#isThere = isThere
  }

  /** Sinks that have stored pictures of this watch. */
  get sinks(): ReadonlySet<string> {
    return this.#sinks
  }

  know(sinks: Iterable<string>): void {
    for (const sink of sinks) this.#sinks.add(sink)
  }

  /** What was sent of a product last; in doubt when it is to be sent again. Undefined: the store knows. */
  sentOf(productId: number): SentPicture | undefined {
    const waiting = this.#waiting.get(productId)
    if (waiting === undefined) return this.#answered.get(productId)
    return waiting.again ? doubtful(waiting.sent) : waiting.sent
  }

  /** Notes pictures that go out now. */
  send(sent: ReadonlyMap<number, SentPicture>, now: number): void {
    for (const [productId, one] of sent) {
      const before = this.#waiting.get(productId)
      const sendings = before?.sent.digest === one.digest ? before.sendings + 1 : 1
      const open = { ended: false, dropped: false, refused: false, again: false }
      this.#waiting.set(productId, { sent: one, sentAt: now, sendings, stored: new Set(), ...open })
      this.#answered.delete(productId)
    }
  }

  /** Takes an answer; one about an older picture of the product says nothing. True when there is something to keep. */
  answer(origins: readonly { readonly productId: number; readonly asOf: number }[], answer: Answer, now: number): boolean {
    if (answer.what === 'stored') this.#sinks.add(answer.by)
    for (const { productId, asOf } of origins) {
      const waiting = this.#waiting.get(productId)
      if (waiting === undefined && answer.what === 'refused') this.#revoke(productId, asOf, now)
      if (waiting?.sent.asOf !== asOf) continue
      if (answer.what === 'stored') waiting.stored.add(answer.by)
      else waiting[answer.what] = true
      if (!waiting.refused && answers(waiting) >= this.#needed()) this.#keep(productId, waiting)
    }
    this.#ring()
    return this.#answered.size > 0
  }

  /** A picture that counted as sent failed at another branch of the flow. */
  #revoke(productId: number, asOf: number, now: number): void {
    const sent = doubtful({ asOf, digest: '' })
    this.send(new Map([[productId, sent]]), now)
    const waiting = this.#waiting.get(productId)
    if (waiting !== undefined) waiting.refused = true
    this.#answered.set(productId, sent)
  }

  /** Pictures that count as sent now. They stay here until `kept` says that the store has them. */
  answered(): ReadonlyMap<number, SentPicture> {
    return new Map(this.#answered)
  }

  kept(sent: ReadonlyMap<number, SentPicture>): void {
    for (const [productId, one] of sent) if (this.#answered.get(productId) === one) this.#answered.delete(productId)
  }

  /** Products that are gone from Odoo. */
  forget(productIds: readonly number[]): void {
    for (const productId of productIds) {
      this.#waiting.delete(productId)
      this.#answered.delete(productId)
    }
  }

  /** The products whose pictures are to be sent again now; in ascending order. */
  due(now: number): number[] {
    for (const [productId, waiting] of this.#waiting) {
      if (now < waiting.sentAt) this.#waiting.set(productId, { ...waiting, sentAt: now })
      else if (now - waiting.sentAt >= this.#waitOf(waiting)) this.#decide(productId, waiting)
    }
    return [...this.#waiting].flatMap(([productId, waiting]) => (waiting.again ? [productId] : [])).toSorted((one, other) => one - other)
  }

  /** Pictures that were sent less than the first wait ago and have no answer. */
  underWay(now: number): number {
    return this.#underWay(now).length
  }

  /** Resolves when at most so many pictures are under way, or what is under way has had its time. */
  async room(most: number, clock: Clock, signal?: AbortSignal): Promise<void> {
    while (signal?.aborted !== true) {
      const now = clock.elapsed()
      const underWay = this.#underWay(now)
      if (underWay.length <= most || (this.#sinks.size === 0 && this.#patience <= 0)) return
      const oldest = Math.min(...underWay.slice(0, 1).map((waiting) => waiting.sentAt))
      const longest = Math.max(1, Math.min(this.#waitMs, oldest + this.#waitMs - now))
      const ms = this.#sinks.size === 0 ? Math.min(longest, this.#patience) : longest
      await clock.sleep(ms, signal === undefined ? this.#waking.signal : AbortSignal.any([this.#waking.signal, signal]))
      if (this.#sinks.size === 0) this.#patience -= Math.max(1, Math.min(ms, clock.elapsed() - now))
    }
  }

  #underWay(now: number): Waiting[] {
    return [...this.#waiting.values()].filter(
      (waiting) => !hasAnswer(waiting) && now >= waiting.sentAt && now - waiting.sentAt < this.#waitMs,
    )
  }

  #decide(productId: number, waiting: Waiting): void {
    if (waiting.again) return
    const heard = waiting.stored.size + (waiting.ended || waiting.dropped ? 1 : 0)
    if (waiting.refused) waiting.again = true
    else if (heard >= this.#needed() || (heard > 0 && waiting.sendings > 1)) this.#keep(productId, waiting)
    else if (heard > 0) waiting.again = true
    else waiting.again = this.#sinks.size > 0 && waiting.sendings < mostSendings
  }

  #keep(productId: number, waiting: Waiting): void {
    this.#waiting.delete(productId)
    this.#answered.set(productId, waiting.sent)
  }

  #needed(): number {
    return Math.max(1, [...this.#sinks].filter((sink) => this.#isThere(sink)).length)
  }

  #waitOf({ sendings }: Waiting): number {
    return Math.min(this.#longestWaitMs, this.#waitMs * 2 ** (sendings - 1))
  }

  #ring(): void {
    this.#waking.abort()
    this.#waking = new AbortController()
  }
}

function answers(waiting: Waiting): number {
  return waiting.stored.size + (waiting.ended ? 1 : 0)
}

function hasAnswer(waiting: Waiting): boolean {
  return waiting.again || waiting.refused || waiting.dropped || answers(waiting) > 0
}
