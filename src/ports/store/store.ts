import type { UnsaidFailure } from '../../base/messages/failed.ts'
import type { AuditEntry } from './audit-entry.ts'
import type { BatchRecord } from './batch-record.ts'
import type { FailedJob, FailedJobFilter } from './failed-job.ts'
import type { Hold } from './hold.ts'
import type { Lease } from './lease.ts'
import type { LevelKey, LevelRecord } from './level-record.ts'
import type { Link } from './link.ts'
import type { PlanLine, PlanLineState, PlanRecord, StepEnd } from './plan-record.ts'
import type { RunRecord } from './run-record.ts'

/** Links between Shopify and Odoo; unique by (shop, inventoryItemId). */
export interface LinkTable {
  put(links: readonly Link[]): Promise<void>
  remove(shop: string, inventoryItemIds: readonly string[]): Promise<void>
  byProduct(shop: string, odooDatabase: string, productIds: readonly number[]): Promise<Link[]>
  byItem(shop: string, inventoryItemIds: readonly string[]): Promise<Link[]>
  count(shop: string): Promise<number>
  /** In the order of inventoryItemId, after the given one; for export and reconcile. */
  page(shop: string, after: string | null, limit: number): Promise<Link[]>
}

export interface LevelTable {
  get(keys: readonly LevelKey[]): Promise<(LevelRecord | null)[]>
  put(records: readonly LevelRecord[]): Promise<void>
  /** Waiting levels that are due: urgent ones and those that have waited for a minute first, then the one that has waited longest. */
  due(shop: string, now: number, limit: number): Promise<LevelRecord[]>
  /** The earliest `due` of a waiting level, or null when none waits. */
  nextDue(shop: string): Promise<number | null>
  /** Waiting levels that are due after `after` are due at `due`. */
  hasten(shop: string, after: number, due: number): Promise<void>
  /** Levels whose `sent.batch` is the key. */
  inBatch(key: string): Promise<LevelRecord[]>
  /** Levels whose pool (`wanted.pool`) belongs to one of these stocks (`stockOf`), of every shop. */
  ofStocks(stocks: readonly string[]): Promise<LevelRecord[]>
  /** How many levels there are at a Shopify location, for the circuit breaker. */
  countAt(shop: string, locationId: string): Promise<number>
  /** Failed levels at a Shopify location. */
  failedAt(shop: string, locationId: string): Promise<LevelRecord[]>
  /** Figures for status and metrics. `oldestSince` is the earliest `wanted.since` among waiting and sending levels. */
  depth(shop: string): Promise<{ waiting: number; sending: number; failed: number; settled: number; oldestSince: number | null }>
  /** Levels of one shop in key order, after the given key; for reconcile and export. */
  page(shop: string, after: LevelKey | null, limit: number): Promise<LevelRecord[]>
}

export interface BatchTable {
  put(batch: BatchRecord): Promise<void>
  remove(key: string): Promise<void>
  all(shop: string): Promise<BatchRecord[]>
}

export interface HoldTable {
  put(holds: readonly Hold[]): Promise<void>
  remove(ids: readonly string[]): Promise<void>
  /** Holds whose pool belongs to one of these stocks (`stockOf`), of every shop. */
  ofStocks(stocks: readonly string[]): Promise<Hold[]>
  ofOrder(shop: string, order: string): Promise<Hold[]>
  /** Unnamed holds whose time is over. */
  expired(now: number): Promise<Hold[]>
  all(shop: string): Promise<Hold[]>
}

export interface FailedJobTable {
  /**
   * Adds the failure, or counts up the live job with the same cause, or the dismissed one when its facts are the same, which then
   * stays dismissed (requirement 1.6). Returns the jobs as kept now.
   */
  record(jobs: readonly FailedJob[]): Promise<FailedJob[]>
  /** Says a job in new words and figures; it is not counted, and stays in its state. An unknown id is passed over. */
  restate(id: string, failure: UnsaidFailure): Promise<void>
  /** Marks the live and the dismissed jobs of these causes as resolved: what they were about has succeeded since. */
  resolve(causes: readonly string[], at: number): Promise<void>
  /** Live and dismissed jobs whose cause begins with the prefix, in the order of their causes, after the given cause. */
  standing(prefix: string, after: string | null, limit: number): Promise<FailedJob[]>
  /** The job that failed last comes first. Every given field of the filter must fit. */
  list(filter: FailedJobFilter): Promise<FailedJob[]>
  count(filter: FailedJobFilter): Promise<number>
  /** Unknown ids are passed over, and so is a closed job that should open while a newer job with its cause is open. */
  setState(ids: readonly string[], state: FailedJob['state'], note: string | null, at: number): Promise<void>
  /** Deletes resolved and dismissed jobs that were closed before the given clock time, at most `limit`; returns how many. */
  forget(before: number, limit?: number): Promise<number>
}

export interface CursorTable {
  get(name: string): Promise<string | null>
  put(name: string, value: string): Promise<void>
}

/** Small named JSON values: the freeze switch, the guarded pair, breaker approvals. */
export interface SwitchTable {
  get(name: string): Promise<string | null>
  put(name: string, value: string | null): Promise<void>
}

export interface AuditTable {
  add(entries: readonly AuditEntry[]): Promise<void>
  /** The entries of one level, the newest first. */
  of(key: LevelKey, limit: number): Promise<AuditEntry[]>
  /** Deletes entries older than the given clock time, at most `limit`; returns how many. */
  forget(before: number, limit?: number): Promise<number>
}

/** The last picture sent per watch and product, so that an unchanged picture is not sent again, also after a restart. */
export interface PictureTable {
  get(watch: string, productIds: readonly number[]): Promise<Map<number, string>>
  put(watch: string, digests: ReadonlyMap<number, string>): Promise<void>
  remove(watch: string, productIds: readonly number[]): Promise<void>
  page(watch: string, afterProductId: number, limit: number): Promise<[number, string][]>
}

/** Plans of reconciliations, with their lines. */
export interface PlanTable {
  put(plan: PlanRecord): Promise<void>
  get(id: string): Promise<PlanRecord | null>
  /** The newest first. */
  list(shop: string, limit: number): Promise<PlanRecord[]>
  /** Adds lines or replaces them by their level. */
  putLines(lines: readonly PlanLine[]): Promise<void>
  removeLines(plan: string, keys: readonly LevelKey[]): Promise<void>
  /** In the order of the keys, after the given one; only those in the state, when one is given. */
  lines(plan: string, after: LevelKey | null, limit: number, state?: PlanLineState): Promise<PlanLine[]>
  countLines(plan: string): Promise<Partial<Record<PlanLineState, number>>>
  /** Writes down how steps ended; one about a line that is not there is passed over. */
  endSteps(ends: readonly StepEnd[]): Promise<void>
  /** Deletes plans that were made before the given clock time, with their lines, at most `limit` of either; returns how many. */
  forget(before: number, limit?: number): Promise<number>
}

/** Runs of reconciliation. */
export interface RunTable {
  /** Throws UNEXPECTED when another run of the shop is running or paused. */
  put(run: RunRecord): Promise<void>
  get(id: string): Promise<RunRecord | null>
  /** The run of the shop that is running or paused. */
  live(shop: string): Promise<RunRecord | null>
  /** The run of the shop that was started last. */
  latest(shop: string): Promise<RunRecord | null>
  /** Deletes runs that ended before the given clock time, at most `limit`; returns how many. */
  forget(before: number, limit?: number): Promise<number>
}

/** Who may do which work until when. A store that serves one process forgets its owners when it is opened: they have gone. */
export interface LeaseTable {
  /** Gives the name to the owner until then, or prolongs what it has; null while another owner's lease lasts at `now`. */
  take(asked: Omit<Lease, 'epoch'>, now: number): Promise<Lease | null>
  get(name: string): Promise<Lease | null>
  /** Gives a lease back before its time; one that another owner has is left alone. */
  end(name: string, owner: string): Promise<void>
}

/** Everything one transaction can reach. */
export interface StoreTables {
  readonly links: LinkTable
  readonly levels: LevelTable
  readonly batches: BatchTable
  readonly holds: HoldTable
  readonly failedJobs: FailedJobTable
  readonly cursors: CursorTable
  readonly switches: SwitchTable
  readonly audit: AuditTable
  readonly pictures: PictureTable
  readonly plans: PlanTable
  readonly runs: RunTable
  readonly leases: LeaseTable
  /** The next place in the order of readings (`asOf`); higher than every one before, also across restarts. */
  nextAsOf(): Promise<number>
  /** The highest place given out so far (after a start: that may have been); a reading with a higher one is not of this store. */
  lastAsOf(): Promise<number>
}

/**
 * The durable store (requirement 7.1). `transaction` runs the work on a consistent view and commits it as a whole: when
 * the promise resolves, the change survives a power cut; when it rejects, nothing was changed. Transactions of one store
 * do not interleave. The work must not await anything but the tables. Throws `SyncError` with a `STORE_*` code.
 */
export interface Store {
  transaction<T>(work: (tables: StoreTables) => Promise<T>): Promise<T>
  close(): Promise<void>
}
