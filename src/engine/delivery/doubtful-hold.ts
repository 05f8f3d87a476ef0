import { failureLine } from '../../base/error/describe.ts'
import { SyncError } from '../../base/error/sync-error.ts'
import { causeOf } from '../../rules/jobs/job-of.ts'
import { stockOf } from '../../rules/map/pool.ts'
import type { FailedJob } from '../../ports/store/failed-job.ts'
import type { Hold } from '../../ports/store/hold.ts'
import type { LevelKey, LevelRecord, Sent } from '../../ports/store/level-record.ts'
import type { StoreTables } from '../../ports/store/store.ts'
import { levelPool, sameLevel, failureSubject, subjectValues } from '../../rules/delivery/level-key.ts'
import type { Outcome } from './outcome.ts'
import type { DeliveryPorts } from './ports.ts'
import { soldLately } from '../../rules/delivery/sold-lately.ts'

const code = 'HOLD_DOUBTFUL'

/** Standing jobs that one look takes. */
const jobsAtOnce = 100

/** How often the jobs are looked at, in milliseconds. */
const lookEvery = 1_000

const looks = new WeakMap<DeliveryPorts, { readonly at: number; readonly after: string | null }>()

/**
 * Whether a person is asked about units that a write has just held without proof: where a write may have been carried out or not, or
 * more of what is on hand has gone than was sold here lately. What Shopify has committed at the first look is told by Shopify itself.
 */
export function needsPerson({ confirmed, soldLately: lately }: LevelRecord, sent: Sent): boolean {
  const { doubtful = 0, before } = sent
  return confirmed !== null && doubtful > 0 && (before !== undefined || doubtful > soldLately(lately))
}

/** Raises the job of a level that holds units without proof; `holds` are those that stand now (SPEC.md, a hold). */
export function tellDoubtful(outcome: Outcome, ports: DeliveryPorts, record: LevelRecord, sent: Sent, holds: Iterable<Hold>): void {
  const subject = failureSubject(code, record)
  const values = {
    ...subjectValues(subject),
    ...heldInDoubt([...holds].filter((hold) => isDoubtful(hold, record))),
    before: shownBefore(record, sent),
    after: sent.compare ?? sent.target,
  }
  outcome.fail(new SyncError(code, values, { subject }), ports, record.wanted?.via ?? '')
}

/** What Shopify showed when the first write was sent of which nobody knows the fate; else when it was last proved. */
function shownBefore({ confirmed }: LevelRecord, { before: first }: Sent): number {
  let shown = confirmed?.quantity ?? 0
  for (let sent = first; sent !== undefined; sent = sent.before) shown = sent.compare ?? shown
  return shown
}

/** Whether a hold of that level may be no sale. */
export function isDoubtful(hold: Hold, level: LevelKey): boolean {
  return hold.doubtful === true && hold.quantity > 0 && sameLevel(hold, level)
}

function heldInDoubt(holds: readonly Hold[]): { readonly units: number; readonly until: string } {
  const until = Math.max(0, ...holds.map(({ expiresAt }) => expiresAt ?? 0))
  return { units: holds.reduce((sum, { quantity }) => sum + quantity, 0), until: new Date(until).toISOString() }
}

/** The cause of the job of a level. */
export function doubtfulCause({ shop, inventoryItemId, locationId }: LevelKey): string {
  return causeOf({ code, subject: { shop, inventoryItemId, shopifyLocationId: locationId } })
}

/**
 * Looks at the standing jobs once a second, some of them each time: whatever ended the holds of a level (Odoo, Shopify, time, a
 * person) ends its job, and what is left of them, and until when, is what the job says.
 */
export async function keepDoubtfulJobs(tables: StoreTables, ports: DeliveryPorts): Promise<void> {
  const elapsed = ports.clock.elapsed()
  const last = looks.get(ports)
  if (last !== undefined && elapsed - last.at < lookEvery) return
  const jobs = await tables.failedJobs.standing(`${code}|${ports.shopify.shop}|`, last?.after ?? null, jobsAtOnce)
  looks.set(ports, { at: elapsed, after: jobs.length < jobsAtOnce ? null : (jobs.at(-1)?.cause ?? null) })
  if (jobs.length === 0) return
  const keys = jobs.map(levelOf)
  const records = await tables.levels.get(keys)
  const stocks = new Set(keys.map((key, place) => stockOf(records[place]?.wanted?.pool ?? levelPool(key))))
  const holds = (await tables.holds.ofStocks([...stocks])).filter(({ doubtful }) => doubtful === true)
  for (const [place, job] of jobs.entries()) {
    const key = keys[place]
    const own = key === undefined ? [] : holds.filter((hold) => isDoubtful(hold, key))
    if (own.length === 0) await tables.failedJobs.resolve([job.cause], ports.clock.now())
    else await restate(tables, job, heldInDoubt(own))
  }
}

function levelOf({ failure: { subject } }: FailedJob): LevelKey {
  const { shop = '', inventoryItemId = '', shopifyLocationId = '' } = subject
  return { shop, inventoryItemId, locationId: shopifyLocationId }
}

async function restate(tables: StoreTables, job: FailedJob, held: ReturnType<typeof heldInDoubt>): Promise<void> {
  const { failure } = job
  const { values = {} } = failure
  if (values['units'] === held.units && values['until'] === held.until) return
  const said = failureLine({ code, values: { ...values, ...held }, subject: failure.subject }, failure.at)
  await tables.failedJobs.restate(job.id, { ...failure, ...said })
}
