import { describeFailure } from '../../src/base/error/describe.ts'
import type { Failure } from '../../src/base/error/failure.ts'
import { SyncError } from '../../src/base/error/sync-error.ts'
import type { FailedLine } from '../../src/base/messages/failed.ts'
import type { LevelLine } from '../../src/base/messages/level.ts'
import type { Say } from '../../src/base/text/say.ts'
import { namedProducts } from '../../src/engine/match/catalogues.ts'
import { closeMended } from '../../src/engine/match/close-mended.ts'
import { isHandCommand, type LinkAnswer, runLinkCommand } from '../../src/engine/match/link-commands.ts'
import type { LinkPorts, MatchListener, MatchPhase, MatchSettings } from '../../src/engine/match/link-ports.ts'
import { type LinkReport, readReport } from '../../src/engine/match/link-report.ts'
import { matchCatalogues, type MatchRequest } from '../../src/engine/match/match-catalogues.ts'
import { SeenLocations } from '../../src/engine/match/remembered.ts'
import { findLinks } from '../../src/engine/match/stored-links.ts'
import type { Shopify } from '../../src/ports/shopify/shopify.ts'
import type { Link } from '../../src/ports/store/link.ts'
import type { LinkCommand } from '../../src/rules/link/link-command.ts'
import { tellRetry } from '../failed-job-store/retry-signals.ts'
import { keepFailures } from '../kit/keep-failures.ts'
import { realClock } from '../kit/real-clock.ts'
import type { StatusLine } from '../kit/status.ts'
import type { OdooService } from '../odoo-connection/odoo-service.ts'
import type { ShopifyService } from '../shopify-connection/shopify-service.ts'
import type { SyncStore } from '../sync-store/sync-stores.ts'
import type { LinkSettings } from './link-settings.ts'
import { MatchRunner, type Running } from './match-runner.ts'
import { uncompared, type Uncompared } from './uncompared.ts'

/** What is being matched at the moment. */
export interface Matching {
  readonly phase: MatchPhase
  readonly count: number
}

/** A link as a person sees it; the names are those of Odoo now, absent when Odoo does not answer. */
export type ShownLink = Link & { readonly odooProduct?: string; readonly odooSku?: string }

/** What a product-link node does for its dialog. */
export interface LinkDialog {
  report(): Promise<LinkReport | undefined>
  matching(): Matching | null
  /** Begins a match and does not wait for its end. */
  scan(full: boolean): void
  /** Carries out a command other than a scan or a report. */
  command(command: LinkCommand): Promise<LinkAnswer>
  links(page: { readonly search: string; readonly after: string | null; readonly limit: number }): Promise<{
    readonly links: readonly ShownLink[]
    readonly next: string | null
    readonly total: number
  }>
}

export const linkDialogs = new WeakMap<object, LinkDialog>()

/** What the links of one node are kept with. */
export interface LinkServiceTools {
  readonly odoo: OdooService
  readonly shopify: ShopifyService
  readonly stores: SyncStore
  readonly settings: LinkSettings
  readonly say: Say
  readonly status: StatusLine
  /** Sends a message on the second output. */
  readonly tell: (message: LinkMessage) => void
}

/** What leaves by the second output: refusals as failed lines, and the report of a match. */
export interface LinkMessage {
  readonly topic: 'scan' | 'link-report'
  readonly payload: FailedLine[]
  readonly report?: object
}

/** The matches and commands of one product-link node. */
export interface LinkService {
  readonly dialog: LinkDialog
  shopify(): Shopify
  match(request: MatchRequest): Running
  /** The match under way, unless its links are stored already. */
  storing(): Promise<void> | undefined
  checking(): boolean
  /** Products that no match could look for. */
  readonly uncompared: Uncompared
  command(command: LinkCommand): Promise<LinkAnswer>
  /** The latest report as a message; without `report` before the first match. */
  reportMessage(): Promise<LinkMessage>
  /** Takes note of the locations of lines. */
  see(levels: readonly LevelLine[]): Promise<void>
  /** Hears of a match that failed and that nobody waits for. */
  onFailure(hear: (error: unknown) => void): void
  closing(): boolean
  close(): Promise<void>
}

export function linkService({ odoo, shopify, stores, settings, say, status, tell }: LinkServiceTools): LinkService {
  const closing = new AbortController()
  let places: SeenLocations | undefined
  let matching: Matching | null = null
  let telling: Promise<void> = Promise.resolve()
  let hearFailure: (error: unknown) => void = () => undefined
  const runner = new MatchRunner(run)
  const unsaid = uncompared({ odoo, shopify, stores, settings, say, status, tell }, () => {
    runner.ask({ full: false, fullEvery: settings.fullEvery }).done.catch(hearFailure)
  })

  async function ports(): Promise<LinkPorts> {
    return { odoo: odoo.odoo(), shopify: shopify.shopify(), store: await stores.open(), clock: realClock }
  }
  function seen(): SeenLocations {
    places ??= new SeenLocations(shopify.shopify().shop)
    return places
  }
  async function matchSettings({ store }: LinkPorts): Promise<MatchSettings> {
    return { metafield: settings.metafield, locations: settings.stocking ? await seen().list(store, realClock.now()) : [] }
  }
  /** Refusals are kept as jobs first, so that none is lost where the output leads nowhere. */
  function tellRefused(refusals: readonly Failure[]): void {
    const at = new Date().toISOString()
    const lines = refusals.map((refusal) => describeFailure(refusal, say, at))
    telling = telling.then(async () => {
      const payload = await stores.open().then((store) => keepFailures(store, lines))
      tell({ topic: 'scan', payload })
    })
    telling.catch(() => undefined)
  }

  async function run(request: MatchRequest, stored: () => void): Promise<void> {
    let compared = false
    telling = Promise.resolve()
    const listener: MatchListener = {
      progress(phase, count) {
        matching = { phase, count }
        status.set({ fill: 'blue', shape: 'dot', text: say(`status.${phase}`, { count }) })
      },
      refused: tellRefused,
      stored() {
        compared = true
        unsaid.compared()
        stored()
      },
      signal: closing.signal,
    }
    matching = { phase: 'scanning-odoo', count: 0 }
    try {
      const using = await ports()
      const { report, products } = await matchCatalogues(using, await matchSettings(using), listener, request)
      await telling
      if (products.length > 0) tellRetry(stores.id, products)
      const text = report.refused === 0 ? 'status.ready-links' : 'status.link-trouble'
      const fill = report.refused === 0 ? 'green' : 'yellow'
      status.set({ fill, shape: 'dot', text: say(text, { count: report.links, refused: report.refused }) })
      tell(messageOf(report))
      await unsaid.matched()
    } catch (error) {
      if (!closing.signal.aborted) await unsaid.failed(error, compared).catch(() => undefined)
      throw error
    } finally {
      matching = null
    }
  }
  function messageOf(report: LinkReport | undefined): LinkMessage {
    const shown = report && { ...report, mend: report.mend.map((failure) => describeFailure(failure, say, report.at)) }
    return { topic: 'link-report', payload: [], ...(shown && { report: shown }) }
  }
  async function readLatest(): Promise<LinkReport | undefined> {
    const using = await ports()
    return readReport(using.store, using.shopify.shop, (await using.odoo.identity()).name)
  }

  async function command(asked: LinkCommand): Promise<LinkAnswer> {
    if (!isHandCommand(asked)) throw new SyncError('UNEXPECTED', { name: asked.action })
    const using = await ports()
    const answer = await runLinkCommand(using, await matchSettings(using), asked, closing.signal)
    const { items, products } = answer
    if (items.length === 0) return answer
    const { name } = await using.odoo.identity()
    const { shop } = using.shopify
    // The stock of what is linked now has to reach Shopify; nothing changes in Odoo that would bring it there.
    await closeMended(using.store, { shop, odooDatabase: name, at: realClock.now() }, () => false)
    if (asked.action !== 'unlink')
      tellRetry(
        stores.id,
        products.map((productId) => ({ database: name, productId })),
      )
    if (settings.refresh > 0) runner.ask({ full: false, fullEvery: settings.fullEvery, items, products }).done.catch(hearFailure)
    return answer
  }

  return {
    shopify: () => shopify.shopify(),
    match: (request) => runner.ask(request),
    storing: () => runner.storing,
    checking: () => runner.checking,
    uncompared: unsaid,
    command,
    reportMessage: async () => messageOf(await readLatest()),
    async see(levels) {
      if (settings.stocking) await seen().see(await stores.open(), levels, realClock.now())
    },
    onFailure(hear) {
      hearFailure = hear
    },
    closing: () => closing.signal.aborted,
    async close() {
      closing.abort(new SyncError('UNEXPECTED', { name: 'closing' }))
      unsaid.close()
      await runner.idle()
    },
    dialog: {
      report: readLatest,
      matching: () => matching,
      scan: (full) => void runner.ask({ full, fullEvery: settings.fullEvery }).done.catch(hearFailure),
      command,
      async links(page) {
        const using = await ports()
        const found = await findLinks(using.store, using.shopify.shop, page)
        const ids = found.links.map((link) => link.odooProductId)
        const named = await namedProducts(using.odoo, { ids }).catch(() => [])
        const byId = new Map(named.map((product) => [product.id, { odooProduct: product.name, odooSku: product.sku }]))
        return { ...found, links: found.links.map((link) => ({ ...link, ...byId.get(link.odooProductId) })) }
      },
    },
  }
}
