import type { CauseClass } from '../../base/error/cause-class.ts'
import type { LeftOut } from '../../base/messages/asked-reading.ts'
import type { LinkedLevelLine } from '../../base/messages/level.ts'
import type { TraceStep } from '../../base/messages/trace.ts'
import type { ReportOutcome } from '../../base/messages/report.ts'
import type { Sentence } from '../../base/text/say.ts'
import type { LevelKey } from './level-record.ts'

/** What a reconciliation looks at (requirement 8.1). Everything that is mapped when nothing is said. */
export interface PlanScope {
  /** Ids of Shopify locations. */
  readonly locations?: readonly string[]
  readonly skus?: readonly string[]
  /** Categories in Odoo by id or full name, each with all below it. */
  readonly categories?: readonly string[]
  /** Only products whose stock in Odoo was touched since: ISO date and time. */
  readonly changedSince?: string
  /** Percent of the items, the same ones every time: the controlled group of a first load (requirement 10.2). */
  readonly sample?: number
  /** Keep the levels that match too: a baseline of all that Shopify shows. */
  readonly everyLevel?: boolean
}

/** How many levels came out how, and the rest of the figures of a report (requirement 8.4). */
export interface PlanCounts {
  readonly levels: number
  readonly outcomes: Readonly<Partial<Record<ReportOutcome, number>>>
  readonly causes: Readonly<Partial<Record<CauseClass, number>>>
  readonly unlinked: number
  readonly unmapped: number
  /** Units that Shopify shows too many and too few. */
  readonly unitsOver: number
  readonly unitsUnder: number
}

/** What one reconciliation found, with the snapshot that it can be rolled back to. */
export interface PlanRecord {
  readonly id: string
  readonly shop: string
  readonly createdAt: number
  /** `comparing`: not complete yet. `ready`: may be approved. The rest says what was done with it last. */
  readonly state: 'comparing' | 'ready' | 'applying' | 'applied' | 'rolling-back' | 'rolled-back' | 'cancelled'
  readonly scope: PlanScope
  /** True: nothing is written before somebody approves. */
  readonly dryRun: boolean
  readonly counts: PlanCounts
  /** The first of what could not be compared: products without a link, stock that no row maps. Absent when nothing was. */
  readonly leftOut?: readonly LeftOut[]
}

/**
 * Where a line of a plan stands. `unproven`: differed at the first look. `noted`: reported, nothing to be written.
 * `planned` → `ordered` → `written`, `already` (Shopify showed it by then), `moved` (Shopify or Odoo moved since, left
 * alone) or `failed`. Of the written ones, a rollback makes `returning` → `restored`, `kept` (moved since, left alone) or
 * `stuck` (could not be restored).
 */
export const planLineStates = [
  'unproven',
  'noted',
  'planned',
  'ordered',
  'written',
  'already',
  'moved',
  'failed',
  'returning',
  'restored',
  'kept',
  'stuck',
] as const
export type PlanLineState = (typeof planLineStates)[number]

/** One level of a plan. Unique by plan and level. */
export interface PlanLine extends LevelKey {
  readonly plan: string
  readonly state: PlanLineState
  readonly outcome: ReportOutcome
  readonly cause: CauseClass | null
  /** Why that cause is likely; empty when none is. Kept as words by versions before it was put into words where it is shown. */
  readonly evidence: Sentence | string
  /** What Shopify should show, holds taken off. */
  readonly wanted: number
  /** The snapshot: what Shopify showed; null when there was nothing to read. */
  readonly shown: number | null
  /** Clock time of the reading. */
  readonly shownAt: number
  /** How often the level was looked at; every time it differed from the time before it is looked at again. */
  readonly looks: number
  /** The line that was compared. */
  readonly line: LinkedLevelLine
  /** How `wanted` follows from the line: holds, and units taken as sold; absent in plans of an older version. */
  readonly sum?: readonly TraceStep[]
  /** Of a written line: what was replaced and what was written instead. */
  readonly replaced: number | null
  readonly written: number | null
  /** Of a line that was left alone: what Shopify showed instead; of a failed one: the code. */
  readonly note: string | null
}

/** How a step of a plan ended; told by the delivery in the transaction that ends it. */
export interface StepEnd extends LevelKey {
  readonly plan: string
  readonly state: 'written' | 'already' | 'moved' | 'failed' | 'restored' | 'kept' | 'stuck'
  readonly replaced?: number | null
  readonly written?: number
  readonly note?: string
}
