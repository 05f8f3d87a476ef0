import type { Clock } from '../../ports/clock.ts'
import type { Store } from '../../ports/store/store.ts'

/** How long the store keeps what is over, in days. */
export interface Retention {
  readonly auditDays: number
  /** Of resolved and dismissed jobs, counted from the day that they were closed. */
  readonly closedJobDays: number
  /** Of plans of reconciliations and their runs; 90 when absent. */
  readonly planDays?: number
}

/** How many rows were deleted. */
export interface Tidied {
  readonly audit: number
  readonly failedJobs: number
  readonly plans: number
}

const DAY = 86_400_000
const TIDY_EVERY = 6 * 3_600_000
const ROWS_PER_TRANSACTION = 1000

/** Deletes what is older than its retention, a thousand rows per transaction, so that other work gets its turn. */
export async function tidy(store: Store, retention: Retention, now: number): Promise<Tidied> {
  const auditBefore = now - retention.auditDays * DAY
  const jobsBefore = now - retention.closedJobDays * DAY
  const plansBefore = now - (retention.planDays ?? 90) * DAY
  const audit = await untilDone(() => store.transaction((tables) => tables.audit.forget(auditBefore, ROWS_PER_TRANSACTION)))
  const failedJobs = await untilDone(() => store.transaction((tables) => tables.failedJobs.forget(jobsBefore, ROWS_PER_TRANSACTION)))
  const plans = await untilDone(() => store.transaction((tables) => tables.plans.forget(plansBefore, ROWS_PER_TRANSACTION)))
  await untilDone(() => store.transaction((tables) => tables.runs.forget(plansBefore, ROWS_PER_TRANSACTION)))
  return { audit, failedJobs, plans }
}

/** Tidies at once and then every six hours until the signal aborts. A fault is reported, and tried again the next time. */
export async function keepTidy(
  store: Store,
  retention: Retention,
  clock: Clock,
  signal: AbortSignal,
  onFault: (fault: unknown) => void,
): Promise<void> {
  while (!signal.aborted) {
    try {
      await tidy(store, retention, clock.now())
    } catch (fault) {
      if (!signal.aborted) onFault(fault)
    }
    await clock.sleep(TIDY_EVERY, signal)
  }
}

async function untilDone(forgetSome: () => Promise<number>): Promise<number> {
  let total = 0
  for (;;) {
    const gone = await forgetSome()
    total += gone
    if (gone < ROWS_PER_TRANSACTION) return total
  }
}
