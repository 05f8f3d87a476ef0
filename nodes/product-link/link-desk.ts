import type { MatchPhase } from '../../src/engine/match/link-ports.ts'
import type { LinkCommand } from '../../src/rules/link/link-command.ts'
import type { LinkReport } from '../../src/engine/match/link-report.ts'
import type { LinkAnswer } from '../../src/engine/match/link-commands.ts'
import type { Link } from '../../src/ports/store/link.ts'
import type { Say } from '../../src/base/text/say.ts'

/** What is being matched at the moment. */
export interface Matching {
  readonly phase: MatchPhase
  readonly count: number
}

/** A link as a person sees it; the names are those of Odoo now, absent when Odoo does not answer. */
export type ShownLink = Link & { readonly odooProduct?: string; readonly odooSku?: string }

/** What a product-link node offers to its dialog. */
export interface LinkDesk {
  report(): Promise<LinkReport | undefined>
  matching(): Matching | null
  /** Begins a match and does not wait for its end. */
  scan(full: boolean): void
  /** Carries out a command other than a scan or a report. */
  command(command: LinkCommand, say: Say): Promise<LinkAnswer>
  links(page: { readonly search: string; readonly after: string | null; readonly limit: number }): Promise<{
    readonly links: readonly ShownLink[]
    readonly next: string | null
    readonly total: number
  }>
}

export const linkDesks = new WeakMap<object, LinkDesk>()
