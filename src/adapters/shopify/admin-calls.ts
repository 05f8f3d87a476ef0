import type { Clock } from '../../ports/clock.ts'
import { SyncError } from '../../base/error/sync-error.ts'
import type { Budget } from './pacing/budget.ts'
import type { Random } from '../../ports/random.ts'
import { backoffDelay, type Backoff } from '../../rules/backoff.ts'
import type { AdminDocument } from './documents/admin-document.ts'
import type { Exchange } from './exchange.ts'
import { faultError } from './fault.ts'
import { verdictOf, type Verdict } from './verdict.ts'
import { type Redact, redactor } from '../../base/error/redact.ts'
import type { CallWeight } from '../../ports/shopify/shopify.ts'
import type { TokenSource } from './token.ts'
import type { Send, Variables } from './transport.ts'
import { VersionProof } from './version-proof.ts'

/** A read is sent this often at most. */
const readAttempts = 4
const readBackoff: Backoff = { base: 500, cap: 8000 }
/** A refusal for pace without figures is waited out by this. */
const paceBackoff: Backoff = { base: 1000, cap: 16_000 }
/** How long a call is kept waiting by refusals for pace before it is given up; milliseconds. */
const paceEnds = 300_000

export interface CallTools {
  readonly shop: string
  readonly apiVersion: string
  readonly send: Send
  readonly tokens: TokenSource
  readonly budget: Budget
  readonly clock: Clock
  readonly random: Random
}

/**
 * Calls of one connection: paced by the budget, with a token, judged. A read is tried again within bounds; a write is
 * sent again only when Shopify certainly did not carry it out (throttled, or refused for its token).
 */
export class AdminCalls {
  readonly #tools: CallTools
  readonly #redact: Redact
  readonly #version: VersionProof
  readonly #costs = new Map<AdminDocument<unknown>, number>()
  readonly #closing = new AbortController()
  readonly #open = new Set<Promise<unknown>>()

  constructor(tools: CallTools) {
    this.#tools = tools
    this.#redact = redactor(() => tools.tokens.secrets())
    this.#version = new VersionProof(tools.apiVersion, tools.shop, tools.clock)
  }

  /** The API version that Shopify really answers with; null before its first answer. */
  get answeredVersion(): string | null {
    return this.#version.actual
  }

  /** Calls wait for the version to be proved by `probe` first. */
  async write<T>(document: AdminDocument<T>, variables: Variables, weight: CallWeight, probe: AdminDocument<unknown>): Promise<T> {
    await this.#version.beforeWrite(() => this.read(probe, {}, weight))
    return await this.#tracked(this.#call(document, variables, weight))
  }

  read<T>(document: AdminDocument<T>, variables: Variables, weight: CallWeight = {}): Promise<T> {
    return this.#tracked(this.#retried(document, variables, weight))
  }

  /** Refuses new calls, wakes those that only wait, and resolves when those under way have ended. */
  async close(): Promise<void> {
    this.#closing.abort(new SyncError('SHOPIFY_UNREACHABLE', { shop: this.#tools.shop, detail: 'the connection is closed' }))
    await Promise.allSettled(this.#open)
  }

  #tracked<T>(call: Promise<T>): Promise<T> {
    this.#open.add(call)
    const forget = (): void => void this.#open.delete(call)
    call.then(forget, forget)
    return call
  }

  async #retried<T>(document: AdminDocument<T>, variables: Variables, weight: CallWeight): Promise<T> {
    for (let attempt = 0; ; attempt++) {
      try {
        return await this.#call(document, variables, weight)
      } catch (error) {
        const passes = error instanceof SyncError && error.temporary && error.code !== 'SHOPIFY_THROTTLED'
        if (!passes || attempt + 1 >= readAttempts) throw error
        await this.#sleep(backoffDelay(attempt, this.#tools.random, readBackoff))
      }
    }
  }

  /** One call, sent until Shopify takes it: again after a refusal for pace, and once with another token. */
  async #call<T>(document: AdminDocument<T>, variables: Variables, weight: CallWeight): Promise<T> {
    const { clock, random, tokens } = this.#tools
    const giveUp = clock.elapsed() + paceEnds
    let renewed = false
    for (let refusals = 0; ;) {
      this.#closing.signal.throwIfAborted()
      const token = await tokens.token()
      const verdict = await this.#send(document, variables, token, { ...weight, again: renewed || refusals > 0 })
      if (verdict.kind === 'answer') return verdict.data
      if (verdict.kind === 'fault') {
        if (verdict.fault.code === 'SHOPIFY_TOKEN_REFUSED' && !renewed && (await tokens.refused(token))) {
          renewed = true
          continue
        }
        throw faultError(verdict.fault, document, this.#tools.shop, this.#redact)
      }
      if (clock.elapsed() >= giveUp) throw new SyncError('SHOPIFY_THROTTLED', { shop: this.#tools.shop, operation: document.operation })
      // With figures, the budget knows how long to wait; without, nobody does.
      if (verdict.status === null) await this.#sleep(Math.min(verdict.retryAfter ?? backoffDelay(refusals, random, paceBackoff), 60_000))
      refusals += 1
    }
  }

  async #send<T>(
    document: AdminDocument<T>,
    variables: Variables,
    token: string,
    weight: CallWeight & { again: boolean },
  ): Promise<Verdict<T>> {
    const cost = this.#costs.get(document) ?? document.cost
    const points = await this.#tools.budget.take(cost, { ...weight, signal: this.#closing.signal })
    let exchange: Exchange | null = null
    try {
      // While it waited for its points, an answer may have shown another version.
      if (document.kind === 'write') this.#version.mustBeRight()
      exchange = await this.#tools.send(document.text, variables, token)
      if (exchange.kind === 'answer' && exchange.status === 200) this.#version.saw(exchange.version)
      const verdict = verdictOf(exchange, document)
      if (verdict.kind === 'throttled') points.throttled(verdict.status)
      return verdict
    } finally {
      const told = exchange?.kind === 'answer' ? exchange.cost : null
      if (told === null) points.lost()
      else {
        points.report(told)
        this.#costs.set(document, told.requested)
      }
    }
  }

  async #sleep(ms: number): Promise<void> {
    await this.#tools.clock.sleep(ms, this.#closing.signal)
    this.#closing.signal.throwIfAborted()
  }
}
