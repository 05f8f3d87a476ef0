import type { ErrorCode } from '../error/catalogue.ts'
import type { Failure } from '../error/failure.ts'
import type { Harvest } from './harvest.ts'
import { mendAtMost, type LinkReport, type NotStockedCount, type ReasonCount } from './link-report.ts'
import type { LinkSurvey } from './survey-links.ts'

/** What a match of some items has found out. */
export interface PartialMatch {
  readonly shop: string
  readonly odooDatabase: string
  readonly at: number
  readonly fullAt: number
  readonly read: Pick<LinkReport, 'variants' | 'items' | 'shared' | 'products'>
  /** Links that are stored now, by how they were found. */
  readonly linked: { readonly sku: number; readonly barcode: number; readonly hand: number }
  readonly harvest: Harvest
  readonly survey: LinkSurvey
  readonly removed: number
  readonly keptApart: number
  /** The items that were judged. */
  readonly items: ReadonlySet<string>
}

/**
 * The report of the whole catalogue after a part of it was judged again. What was known of the other items stays; where the
 * list to mend was too long to be kept whole, counts are exact again after the next match of everything.
 */
export function mergedReport(before: LinkReport | undefined, match: PartialMatch): LinkReport {
  const { shop, odooDatabase, at, fullAt, read, linked, harvest, survey, removed, keptApart, items } = match
  const stays = (failure: Failure): boolean => !items.has(failure.subject.inventoryItemId ?? '')
  const mend = before?.mend ?? []
  const over = mend.filter((failure) => !stays(failure))
  const reasons = mergedReasons(before?.reasons ?? [], over, harvest.refusals.reasons)
  return {
    kind: 'link-report',
    shop,
    odooDatabase,
    at: new Date(at).toISOString(),
    scope: 'changes',
    fullAt: new Date(fullAt).toISOString(),
    ...read,
    links: linked.sku + linked.barcode + linked.hand,
    linkedBySku: linked.sku,
    linkedByBarcode: linked.barcode,
    linkedByHand: linked.hand,
    added: harvest.added,
    changed: harvest.changed,
    removed,
    restored: harvest.restored,
    keptApart,
    refused: reasons.reduce((sum, { count }) => sum + count, 0),
    reasons,
    notStocked: mergedNotStocked(before?.notStocked ?? [], over, survey.notStocked()),
    metafields: { written: survey.written, failed: survey.failed },
    mend: [...harvest.refusals.mend, ...survey.mend, ...mend.filter(stays)].slice(0, mendAtMost),
  }
}

function mergedReasons(before: readonly ReasonCount[], over: readonly Failure[], now: readonly ReasonCount[]): ReasonCount[] {
  const counts = new Map<ErrorCode, number>(before.map(({ code, count }) => [code, count]))
  for (const { code } of over) if (counts.has(code)) counts.set(code, Math.max(0, (counts.get(code) ?? 0) - 1))
  for (const { code, count } of now) counts.set(code, (counts.get(code) ?? 0) + count)
  const kept = [...counts].map(([code, count]) => ({ code, count })).filter(({ count }) => count > 0)
  return kept.toSorted((one, other) => other.count - one.count)
}

function mergedNotStocked(
  before: readonly NotStockedCount[],
  over: readonly Failure[],
  now: readonly NotStockedCount[],
): NotStockedCount[] {
  const counts = new Map(before.map((entry) => [entry.locationId, entry]))
  for (const { code, subject } of over) {
    const entry = code === 'ITEM_NOT_STOCKED' ? counts.get(subject.shopifyLocationId ?? '') : undefined
    if (entry !== undefined) counts.set(entry.locationId, { ...entry, count: Math.max(0, entry.count - 1) })
  }
  for (const entry of now) counts.set(entry.locationId, { ...entry, count: (counts.get(entry.locationId)?.count ?? 0) + entry.count })
  return [...counts.values()].filter(({ count }) => count > 0)
}
