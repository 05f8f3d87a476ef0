import type { Failure } from '../../base/error/failure.ts'
import { SyncError } from '../../base/error/sync-error.ts'
import type { Link } from '../../ports/store/link.ts'
import type { LinkCommand } from '../../rules/link/link-command.ts'
import { setLinks, unlink } from './hand-links.ts'
import { type Imported, importLinks, linksFile, readLinkFile } from './link-file.ts'
import type { LinkPorts, MatchSettings } from './link-ports.ts'
import { decideRequests } from './link-requests.ts'

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
    const rows = readLinkFile(command.file ?? '', format)
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
