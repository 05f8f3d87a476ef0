import type { ErrorCode } from '../../base/error/catalogue.ts'
import type { Failure } from '../../base/error/failure.ts'
import { property } from '../../ports/odoo/property.ts'
import type { Store } from '../../ports/store/store.ts'
import type { LinkCheck } from './link-check.ts'
import type { LinkResults } from './link-results.ts'
import { getJson, putJson } from './remembered.ts'

export interface ReasonCount {
  readonly code: ErrorCode
  readonly count: number
}

/** Linked items that are not stocked at a mapped location. */
export interface NotStockedCount {
  readonly locationId: string
  readonly location: string
  readonly count: number
}

/** The outcome of the latest match: its figures and what is to be mended (requirement 1.3). */
export interface LinkReport {
  readonly kind: 'link-report'
  readonly shop: string
  readonly odooDatabase: string
  /** ISO date and time. */
  readonly at: string
  /** Whether both catalogues were read, or only what had changed. */
  readonly scope: 'full' | 'changes'
  /** ISO date and time of the last match of everything. */
  readonly fullAt: string
  /** What was read this time. `shared`: items that several variants sell. */
  readonly variants: number
  readonly items: number
  readonly shared: number
  readonly products: number
  /** Links that are stored now. */
  readonly links: number
  readonly linkedBySku: number
  readonly linkedByBarcode: number
  readonly linkedByHand: number
  /** What this match changed. `restored`: taken from metafields. */
  readonly added: number
  readonly changed: number
  readonly removed: number
  readonly restored: number
  /** Items unlinked by hand, which no match links. */
  readonly keptApart: number
  readonly refused: number
  /** How often each reason was given, the most frequent first. */
  readonly reasons: readonly ReasonCount[]
  readonly notStocked: readonly NotStockedCount[]
  readonly metafields: { readonly written: number; readonly failed: number }
  /** What is to be mended, at most 500; `refused` and `notStocked` tell how many there are. */
  readonly mend: readonly Failure[]
}

export const mendAtMost = 500

const nameOf = (shop: string, odooDatabase: string): string => `product-link report ${shop} ${odooDatabase}`

/** The latest report, or undefined before the first match. */
export async function readReport(store: Store, shop: string, odooDatabase: string): Promise<LinkReport | undefined> {
  const stored = await store.transaction((tables) => getJson(tables, nameOf(shop, odooDatabase)))
  return isReport(stored) ? stored : undefined
}

export function writeReport(store: Store, report: LinkReport): Promise<void> {
  return putJson(store, nameOf(report.shop, report.odooDatabase), report)
}

/** Only we write it; an older version's may lack what this one has. */
function isReport(stored: unknown): stored is LinkReport {
  const lists = ['mend', 'reasons', 'notStocked'].every((name) => Array.isArray(property(stored, name)))
  return lists && property(stored, 'kind') === 'link-report' && typeof property(stored, 'metafields') === 'object'
}

/** What a match has found out. */
export interface MatchOutcome {
  readonly scope: LinkReport['scope']
  readonly shop: string
  readonly odooDatabase: string
  readonly at: number
  readonly fullAt: number
  readonly read: Pick<LinkReport, 'variants' | 'items' | 'shared' | 'products'>
  /** Links that are stored now, by how they were found. */
  readonly linked: { readonly sku: number; readonly barcode: number; readonly hand: number }
  readonly results: LinkResults
  readonly check: LinkCheck
  readonly removed: number
  readonly keptApart: number
  /** Whether an item was looked at. */
  readonly has: (inventoryItemId: string) => boolean
}

/**
 * The report of the whole catalogue. What was known before of the items that were not looked at stays; where the list to mend was
 * too long to be kept whole, counts are exact again after the next match of everything.
 */
export function reportOf(match: MatchOutcome, before: LinkReport | undefined): LinkReport {
  const { shop, odooDatabase, at, fullAt, scope, read, linked, results, check, removed, keptApart, has } = match
  const stays = (failure: Failure): boolean => !has(failure.subject.inventoryItemId ?? '')
  const mend = before?.mend ?? []
  const over = mend.filter((failure) => !stays(failure))
  const reasons = mergedReasons(before, over, results)
  return {
    kind: 'link-report',
    shop,
    odooDatabase,
    at: new Date(at).toISOString(),
    scope,
    fullAt: new Date(fullAt).toISOString(),
    ...read,
    links: linked.sku + linked.barcode + linked.hand,
    linkedBySku: linked.sku,
    linkedByBarcode: linked.barcode,
    linkedByHand: linked.hand,
    added: results.added,
    changed: results.changed,
    removed,
    restored: results.restored,
    keptApart,
    refused: reasons.reduce((sum, { count }) => sum + count, 0),
    reasons,
    notStocked: mergedNotStocked(before, over, check.notStocked()),
    metafields: { written: check.written, failed: check.failed },
    mend: [...results.refusals.mend, ...check.mend, ...mend.filter(stays)].slice(0, mendAtMost),
  }
}

function mergedReasons(before: LinkReport | undefined, over: readonly Failure[], results: LinkResults): ReasonCount[] {
  const counts = new Map<ErrorCode, number>((before?.reasons ?? []).map(({ code, count }) => [code, count]))
  const found = new Map<ErrorCode, number>(results.refusals.reasons.map(({ code, count }) => [code, count]))
  for (const code of new Set([...counts.keys(), ...found.keys()])) {
    const looked = over.filter((failure) => failure.code === code)
    const listed = before?.mend.filter((failure) => failure.code === code).length ?? 0
    const again = looked.filter(({ subject }) => results.wasRefused(subject.inventoryItemId ?? '', code)).length
    const now = found.get(code) ?? 0
    counts.set(code, mergedCount({ before: counts.get(code) ?? 0, listed, looked: looked.length, now, again }))
  }
  const kept = [...counts].map(([code, count]) => ({ code, count })).filter(({ count }) => count > 0)
  return kept.toSorted((one, other) => other.count - one.count)
}

function mergedNotStocked(before: LinkReport | undefined, over: readonly Failure[], found: readonly NotStockedCount[]): NotStockedCount[] {
  const at = (failures: readonly Failure[], locationId: string): number =>
    failures.filter(({ code, subject }) => code === 'ITEM_NOT_STOCKED' && subject.shopifyLocationId === locationId).length
  const places = new Map([...found, ...(before?.notStocked ?? [])].map(({ locationId, location }) => [locationId, location]))
  const merged = [...places].map(([locationId, location]) => {
    const count = (counts: readonly NotStockedCount[]): number => counts.find((entry) => entry.locationId === locationId)?.count ?? 0
    const looked = at(over, locationId)
    const now = count(found)
    const listed = at(before?.mend ?? [], locationId)
    const merge = { before: count(before?.notStocked ?? []), listed, looked, now, again: Math.min(looked, now) }
    return { locationId, location, count: mergedCount(merge) }
  })
  return merged.filter(({ count }) => count > 0)
}

interface CountToMerge {
  /** How many there were, and how many of them stood in the list to mend. */
  readonly before: number
  readonly listed: number
  /** How many of the list were looked at again. */
  readonly looked: number
  /** How many were found now, and how many of these stood in the list. */
  readonly now: number
  readonly again: number
}

/** Found and not in the list: most likely one that was counted when the list was full, so that nothing is counted twice. */
function mergedCount({ before, listed, looked, now, again }: CountToMerge): number {
  const unlisted = Math.max(0, before - listed)
  return Math.max(0, before - looked) + now - Math.min(unlisted, now - again)
}
