import type { FromSchema } from 'json-schema-to-ts'
import type { Clock } from '../../ports/clock.ts'
import { answerCheck } from './answer-check.ts'
import { faultError, maybe, no, type Fault } from './fault.ts'
import { isPlainObject } from '../../base/plain-object.ts'
import { redactor } from '../../base/error/redact.ts'
import { refusalIn, statusFault } from './status-fault.ts'
import { timedFetch, type Reply } from './timed-fetch.ts'
import type { TokenSource } from './token.ts'

const grantSchema = {
  type: 'object',
  required: ['access_token'],
  properties: { access_token: { type: 'string', minLength: 1 }, expires_in: {} },
} as const
const isGrant = answerCheck<FromSchema<typeof grantSchema>>(grantSchema)

/** Share of its life after which a token is renewed. */
const renewAfter = 0.8
/** How long a token that is still good is used on after a renewal failed, before the next attempt; milliseconds. */
const patience = 30_000
/** Seconds after which a token is renewed whose grant does not say how long it lives: what Shopify documents (shopify-facts 5). */
const usualLife = 86_399

interface Held {
  readonly token: string
  /** Clock times. */
  renewAt: number
  readonly endsAt: number
}

export interface ClientTokenOptions {
  readonly shop: string
  readonly baseUrl: string
  readonly clientId: string
  readonly clientSecret: string
  readonly timeoutMs: number
}

/**
 * Tokens by client id and secret: one at a time is fetched whoever asks, renewed at four fifths of its life and when
 * Shopify refuses it. One whose grant tells no end is used on until it is renewed or refused. The request is not a mutation,
 * so it may always be sent again.
 */
export class ClientToken implements TokenSource {
  readonly #options: ClientTokenOptions
  readonly #tools: { readonly fetch: typeof fetch; readonly clock: Clock }
  readonly #spent: string[] = []
  #held: Held | null = null
  #fetching: Promise<Held> | null = null

  constructor(options: ClientTokenOptions, tools: { readonly fetch: typeof fetch; readonly clock: Clock }) {
    this.#options = options
    this.#tools = tools
  }

  async token(): Promise<string> {
    const now = this.#tools.clock.elapsed()
    const held = this.#held
    if (held !== null && now < held.renewAt) return held.token
    try {
      return (await this.#renew()).token
    } catch (error) {
      if (held === null || held !== this.#held || now >= held.endsAt) throw error
      held.renewAt = Math.min(now + patience, held.endsAt)
      return held.token
    }
  }

  async refused(token: string): Promise<boolean> {
    if (this.#held?.token === token) this.#held = null
    const next = this.#held ?? (await this.#renew())
    return next.token !== token
  }

  secrets(): readonly string[] {
    return [this.#options.clientSecret, ...this.#spent]
  }

  #renew(): Promise<Held> {
    this.#fetching ??= this.#fetch().finally(() => {
      this.#fetching = null
    })
    return this.#fetching
  }

  async #fetch(): Promise<Held> {
    const { shop, baseUrl, clientId, clientSecret, timeoutMs } = this.#options
    const asked = this.#tools.clock.elapsed()
    const form = new URLSearchParams({ grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret })
    const reply = await timedFetch({ ...this.#tools, timeoutMs }, `${baseUrl}/admin/oauth/access_token`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', Accept: 'application/json' },
      body: form.toString(),
    })
    const grant = reply.kind === 'answer' && reply.status === 200 ? parsed(reply.body) : null
    if (!isGrant(grant))
      throw faultError(
        grantFault(reply),
        { kind: 'read', operation: 'access_token' },
        shop,
        redactor(() => this.secrets()),
      )
    const life = lifeOf(grant.expires_in)
    const endsAt = asked + (life ?? Number.POSITIVE_INFINITY)
    const held = { token: grant.access_token, renewAt: asked + (life ?? usualLife * 1000) * renewAfter, endsAt }
    this.#held = held
    this.#spent.push(held.token)
    // The last two: a call that is still under way may carry the one before.
    if (this.#spent.length > 2) this.#spent.shift()
    return held
  }
}

/** How long a token lives, in milliseconds; undefined when the grant does not say it in seconds. */
function lifeOf(seconds: unknown): number | undefined {
  return typeof seconds === 'number' && seconds > 0 ? seconds * 1000 : undefined
}

/** Refused statuses of this address mean wrong credentials, whatever they mean elsewhere. */
function grantFault(reply: Reply): Fault {
  if (reply.kind === 'time-out') return { ...maybe('SHOPIFY_TIMEOUT'), values: {} }
  if (reply.kind === 'cut') return { ...maybe('SHOPIFY_UNREACHABLE'), values: { detail: reply.detail } }
  const { status } = reply
  if (status === 200) return { ...maybe('SHOPIFY_ANSWER_INVALID'), values: { detail: 'not a token' } }
  if (status === 429) return { ...no('SHOPIFY_THROTTLED'), values: { status } }
  if ([400, 401, 403].includes(status)) {
    const detail = saidIn(reply.body)
    return { ...(refusalIn(detail) ?? no('SHOPIFY_TOKEN_REFUSED')), values: { status, detail } }
  }
  return statusFault(status, '')
}

/** Shopify's words for a refusal: the code and its explanation, or the body when it has none. */
function saidIn(body: string): string {
  const answer = parsed(body)
  if (!isPlainObject(answer)) return body
  const said = [answer['error'], answer['error_description']].filter((part) => typeof part === 'string' && part !== '')
  return said.length === 0 ? body : said.join(': ')
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return null
  }
}
