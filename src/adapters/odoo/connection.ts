import type { Clock } from '../../ports/clock.ts'
import { blankSecrets } from '../../base/error/redact.ts'
import { SyncError, type ErrorValues } from '../../base/error/sync-error.ts'
import type { Random } from '../../ports/random.ts'
import { exchange, type ExchangeSettings } from './exchange.ts'
import type { Domain, Odoo, OdooContext, OdooIdentity, OdooRow, OdooValues, ReadOptions } from '../../ports/odoo/odoo.ts'
import { dayOf } from '../../base/coming-end.ts'
import type { KeyEnd } from './key-end.ts'
import { retryRead } from './read-retry.ts'
import { rowsOf, sumsOf } from './rows.ts'
import { openSession, type Session } from './session.ts'
import { baseAddress, type OdooSettings } from './settings.ts'
import type { OdooCall } from './transport.ts'

export interface OdooSurroundings {
  readonly clock: Clock
  readonly random: Random
  readonly fetch?: typeof fetch
  /** How often a read that met a temporary fault is sent again; three times when absent. */
  readonly retries?: number
  /** What is known of the end of the key: a login that is refused after it has a cause. */
  readonly keyEnd?: () => KeyEnd | null
}

/** After these the first contact is made again, because the server or the user may have been changed. */
const forgetting = new Set<string>(['ODOO_NOT_ODOO', 'ODOO_LOGIN_REFUSED', 'ODOO_DATABASE_UNKNOWN', 'ODOO_COMPANY_REFUSED'])

/** An `Odoo` that makes its first contact when it is first used, and again after it was refused. */
export class OdooConnection implements Odoo {
  readonly #settings: OdooSettings
  readonly #around: OdooSurroundings
  readonly #base: URL
  readonly #exchange: ExchangeSettings
  readonly #closing = new AbortController()
  #session: Promise<Session> | undefined

  constructor(settings: OdooSettings, around: OdooSurroundings) {
    this.#settings = settings
    this.#around = around
    this.#base = baseAddress(settings)
    const scrub = blankSecrets(() => [settings.apiKey])
    this.#exchange = { clock: around.clock, timeoutMs: settings.timeoutMs, closed: this.#closing.signal, scrub }
  }

  async identity(): Promise<OdooIdentity> {
    return (await this.#retried(() => this.#open())).identity
  }

  async searchRead(model: string, domain: Domain, fields: readonly string[], options: ReadOptions = {}): Promise<OdooRow[]> {
    const { context = {}, ...page } = options
    const named = (session: Session): OdooCall['named'] => ({ fields: [...fields], ...page, load: loadOf(session) })
    return rowsOf(await this.#read(model, 'search_read', domain, named, context))
  }

  async searchCount(model: string, domain: Domain, context: OdooContext = {}): Promise<number> {
    const count = await this.#read(model, 'search_count', domain, () => ({}), context)
    if (typeof count !== 'number') throw new SyncError('ODOO_ANSWER_INVALID', { model, detail: 'the count is no number' })
    return count
  }

  async readSums(
    model: string,
    domain: Domain,
    by: readonly string[],
    sums: readonly string[],
    context: OdooContext = {},
  ): Promise<OdooValues[]> {
    const asked = sums.map((field) => `${field}:sum`)
    const read = async (method: string, named: OdooCall['named']) => this.#read(model, method, domain, () => named, context)
    const { dialect } = await this.identity()
    const answer =
      dialect.sums === 'formatted_read_group'
        ? await read('formatted_read_group', { groupby: [...by], aggregates: asked })
        : await read('read_group', { fields: asked, groupby: [...by], lazy: false })
    return sumsOf(answer, by, sums)
  }

  async create(model: string, values: Record<string, unknown>, context: OdooContext = {}): Promise<number> {
    // Over XML-RPC only the first positional argument of `create` may be a plain object and then answers a plain id.
    const answer = await this.#write({ model, method: 'create', positional: [['vals_list', values]], named: {}, context })
    const id: unknown = Array.isArray(answer) ? answer[0] : answer
    if (typeof id !== 'number') throw new SyncError('ODOO_ANSWER_INVALID', { model, detail: 'the answer to create is no id' })
    return id
  }

  async write(model: string, ids: readonly number[], values: Record<string, unknown>, context: OdooContext = {}): Promise<void> {
    await this.#write({
      model,
      method: 'write',
      positional: [
        ['ids', ids],
        ['vals', values],
      ],
      named: {},
      context,
    })
  }

  call(
    model: string,
    method: string,
    ids: readonly number[],
    named: Record<string, unknown> = {},
    context: OdooContext = {},
  ): Promise<unknown> {
    return this.#write({ model, method, positional: ids.length === 0 ? [] : [['ids', ids]], named, context })
  }

  async close(): Promise<void> {
    this.#closing.abort()
    const session = await this.#session?.catch(() => undefined)
    session?.transport.close()
  }

  #read(
    model: string,
    method: string,
    domain: Domain,
    named: (session: Session) => OdooCall['named'],
    context: OdooContext,
  ): Promise<unknown> {
    return this.#retried(async () => {
      const session = await this.#open()
      const call = { model, method, positional: [['domain', domain]] as const, named: named(session), repeatable: true }
      return this.#execute(session, { ...call, context: { ...session.companies, ...context } })
    })
  }

  /** English, so that the texts by which faults are told apart are not translated (odoo-facts 11). Sent once. */
  async #write(call: Omit<OdooCall, 'repeatable'>): Promise<unknown> {
    const session = await this.#retried(() => this.#open())
    const context = { ...session.companies, lang: 'en_US', ...call.context }
    return this.#execute(session, { ...call, context, repeatable: false })
  }

  async #execute(session: Session, call: OdooCall): Promise<unknown> {
    const values = { model: call.model, method: call.method }
    return this.#asked(values, call.repeatable, (signal) => session.transport.execute(call, signal))
  }

  async #asked<T>(values: ErrorValues, repeatable: boolean, run: (signal: AbortSignal) => Promise<T>): Promise<T | null> {
    const place = { url: this.#base.href, database: this.#settings.database, user: this.#settings.username }
    try {
      return await exchange(this.#exchange, { values: { ...place, ...values }, repeatable }, run)
    } catch (error) {
      if (error instanceof SyncError && forgetting.has(error.code)) this.#session = undefined
      throw this.#named(error)
    }
  }

  /** Odoo refuses a key that is over like any wrong one; when it was known to end, the cause is named (requirement 7.4). */
  #named(error: unknown): unknown {
    if (!(error instanceof SyncError) || error.code !== 'ODOO_LOGIN_REFUSED') return error
    const end = this.#around.keyEnd?.() ?? null
    if (end === null || this.#around.clock.now() < end.endsAt) return error
    return new SyncError('ODOO_KEY_ENDED', { ...error.values, key: end.name, date: dayOf(end.endsAt) }, { cause: error.cause })
  }

  #open(): Promise<Session> {
    const fetcher = this.#around.fetch ?? fetch
    this.#session ??= openSession(this.#base, this.#settings, fetcher, (run) => this.#asked({}, true, run)).catch((error: unknown) => {
      this.#session = undefined
      throw error
    })
    return this.#session
  }

  #retried<T>(run: () => Promise<T>): Promise<T> {
    const { clock, random, retries } = this.#around
    return retryRead(run, clock, random, this.#closing.signal, retries)
  }
}

/** Asks for bare ids instead of `[id, name]`: XML-RPC has no null (odoo-facts 5). */
function loadOf(session: Session): '' | null {
  return session.transport.kind === 'xml-rpc' ? '' : null
}
