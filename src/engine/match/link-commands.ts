import type { Failure } from '../../base/error/failure.ts'
import { SyncError } from '../../base/error/sync-error.ts'
import type { Link } from '../../ports/store/link.ts'
import { keptApartValue, unlinkedValue } from '../../rules/link/candidates.ts'
import type { LinkCommand } from '../../rules/link/link-command.ts'
import type { ItemName } from '../../rules/link/link-request.ts'
import { type Imported, importLinks, linksFile, readLinkFile } from './link-file.ts'
import type { LinkPorts, MatchSettings } from './link-ports.ts'
import { decideRequests, setLinks } from './link-requests.ts'
import { writeMetafields } from './metafields.ts'
import { keepApart } from './remembered.ts'
import { storedLinks } from './stored-links.ts'

/** A command that is carried out at once; a scan and a report are the node's own. */
export type HandCommand = LinkCommand & { readonly action: 'link' | 'unlink' | 'export' | 'import' }

/** What a command came to, and what has to be looked at because of it. */
export interface LinkAnswer {
  readonly action: HandCommand['action']
  /** The links that were made or ended. */
  readonly links?: readonly Link[]
  readonly imported?: Pick<Imported, 'rows' | 'linked' | 'unchanged' | 'problems'>
  readonly file?: string
  readonly items: readonly string[]
  readonly products: readonly number[]
  readonly unwritten: readonly Failure[]
}

/** Whether the command is one of those carried out here. */
export function isHandCommand(command: LinkCommand): command is HandCommand {
  return command.action !== 'scan' && command.action !== 'report'
}

/**
 * Carries out a command. A link that contradicts itself is refused with a code of its own (LINK_HAND_CONTRADICTS,
 * PRODUCT_TAKEN, VARIANT_TAKEN, LINK_NAMES_DISAGREE, …). Throws ODOO_*, SHOPIFY_*, STORE_*.
 */
export async function runLinkCommand(
  ports: LinkPorts,
  settings: MatchSettings,
  command: HandCommand,
  signal?: AbortSignal,
): Promise<LinkAnswer> {
  const { action, format = 'csv', override = false } = command
  const options = { override, ...(signal === undefined ? {} : { signal }) }
  const nothing = { action, items: [], products: [], unwritten: [] }
  if (action === 'export') return { ...nothing, file: await linksFile(ports.store, ports.shopify.shop, format) }
  if (action === 'unlink') {
    const { links, unwritten } = await unlink(ports, settings, command, command.keepApart ?? true)
    return {
      ...nothing,
      links,
      unwritten,
      items: links.map((link) => link.inventoryItemId),
      products: links.map((link) => link.odooProductId),
    }
  }
  if (action === 'import') {
    const rows = readLinkFile(command.file ?? '', format, ports.say)
    const { items, products, unwritten, ...imported } = await importLinks(ports, settings, rows, {
      ...options,
      partial: command.partial ?? false,
    })
    return { action, imported, items, products, unwritten }
  }
  const [verdict] = await decideRequests(ports, [command], options)
  if (verdict === undefined) return nothing
  if (verdict.outcome === 'refused') {
    const { code, values, subject } = verdict.failure
    throw new SyncError(code, values, { subject })
  }
  const set = await setLinks(ports, settings, [verdict])
  return { action, links: [verdict.link], ...set }
}

/** Which link is to end, by what it is known by in the store. */
export interface UnlinkRequest extends ItemName {
  readonly odooProductId?: number
}

export interface Unlinked {
  readonly links: readonly Link[]
  readonly unwritten: readonly Failure[]
}

/**
 * Ends links. With `apart`, matching does not make them again until somebody links the item by hand. Names that Shopify no
 * longer has are fine: only the store is asked. Throws LINK_UNKNOWN when there is no such link.
 */
export async function unlink(
  { odoo, shopify, store, say }: LinkPorts,
  { metafield }: MatchSettings,
  request: UnlinkRequest,
  apart: boolean,
): Promise<Unlinked> {
  const { shop } = shopify
  const { name: odooDatabase } = request.odooProductId === undefined ? { name: '' } : await odoo.identity()
  const links: Link[] = []
  for await (const page of candidates(request)) links.push(...page.filter((link) => fits(link, request, odooDatabase)))
  if (links.length === 0) throw unknown(request)

  const ids = links.map((link) => link.inventoryItemId)
  await store.transaction(async (tables) => {
    await tables.links.remove(shop, ids)
    await keepApart(tables, shop, apart ? { add: ids } : { remove: ids })
  })
  if (metafield === 'off') return { links, unwritten: [] }
  const write = { value: apart ? keptApartValue : unlinkedValue }
  const unwritten: Failure[] = []
  for (const link of links) {
    unwritten.push(...(await writeMetafields(shopify, [{ ...write, link, current: link.odooProductId }], say)).failures)
  }
  return { links, unwritten }

  async function* candidates({ inventoryItemId, odooProductId }: UnlinkRequest): AsyncGenerator<Link[]> {
    if (inventoryItemId !== undefined) yield await store.transaction((tables) => tables.links.byItem(shop, [inventoryItemId]))
    else if (odooProductId !== undefined)
      yield await store.transaction((tables) => tables.links.byProduct(shop, odooDatabase, [odooProductId]))
    else yield* storedLinks(store, shop)
  }

  function unknown({ inventoryItemId, variantId, sku, odooProductId }: UnlinkRequest): SyncError {
    const named = [
      ['item-id', inventoryItemId],
      ['variant-id', variantId],
      ['sku', sku],
      ['product-id', odooProductId],
    ] as const
    const [word, value] = named.find(([, given]) => given !== undefined) ?? ['sku', '']
    return new SyncError('LINK_UNKNOWN', { what: say(`finding.word.${word}`), value: value ?? '' }, { subject: { shop } })
  }
}

function fits(link: Link, { inventoryItemId, variantId, sku, odooProductId }: UnlinkRequest, odooDatabase: string): boolean {
  if (odooProductId !== undefined && (link.odooProductId !== odooProductId || link.odooDatabase !== odooDatabase)) return false
  return (
    (inventoryItemId === undefined || link.inventoryItemId === inventoryItemId) &&
    (variantId === undefined || link.variantId === variantId) &&
    (sku === undefined || link.sku === sku.trim())
  )
}
