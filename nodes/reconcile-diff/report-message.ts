import { SyncError } from '../../src/base/error/sync-error.ts'
import { storedReportLine } from '../../src/rules/reconcile/report-line.ts'
import { reportFile } from '../../src/engine/reconcile/report/report-file.ts'
import { runStatus } from '../../src/engine/reconcile/status.ts'
import { summaryOf } from '../../src/rules/reconcile/report-summary.ts'
import { severestFirst } from '../../src/engine/reconcile/plan-pages.ts'
import type { PlanLine, PlanRecord } from '../../src/ports/store/plan-record.ts'
import type { Store } from '../../src/ports/store/store.ts'
import type { Say } from '../../src/base/text/say.ts'
import { realClock } from '../kit/real-clock.ts'
import type { ReportFormat } from './reconcile-settings.ts'
import { reportPage } from './report-page.ts'

/** Which report, and in which form. */
export interface ReportRequest {
  readonly shop: string
  /** The newest plan when absent. */
  readonly planId?: string
  readonly format: ReportFormat
  /** Lines at most, in the form `lines`. */
  readonly limit: number
  readonly say: Say
  readonly language: string
  /** Of the page: where the buttons of its holds send their command to. */
  readonly endHoldAt?: string
  /** Where Node-RED keeps what is its own. A file's message names it as `folder`: only there is a name not left to the current folder. */
  readonly userDir: string
}

/** The properties of a message with the report of a plan: its lines, or a file of all of them. Throws RECONCILE_PLAN_UNKNOWN. */
export async function reportMessage(store: Store, request: ReportRequest): Promise<object> {
  const { shop, format, limit, say, language } = request
  const plan = await planOf(store, request)
  const [status, states] = await store.transaction(async (tables) => [
    await runStatus(tables, shop),
    await tables.plans.countLines(plan.id),
  ])
  const total = Object.values(states).reduce((sum, count) => sum + count, 0)
  const known = { summary: summaryOf(plan.counts), plan, status, total, dryRun: plan.dryRun }
  if (format === 'lines') {
    const lines: PlanLine[] = []
    for await (const page of severestFirst(store, plan.id, plan.counts, limit)) lines.push(...page)
    return { ...known, payload: lines.map((line) => storedReportLine(line, say)) }
  }
  const run = await store.transaction((tables) => tables.runs.latest(shop))
  const { name, mime, content } = await reportFile({
    store,
    plan,
    run: run?.plan === plan.id ? run : null,
    format,
    say,
    language,
    now: realClock.now(),
    page: reportPage(),
    ...(request.endHoldAt === undefined ? {} : { endHoldAt: request.endHoldAt }),
  })
  const headers = { 'content-type': mime, 'content-disposition': `attachment; filename="${name}"` }
  return { ...known, payload: content, filename: name, folder: request.userDir, headers }
}

async function planOf(store: Store, { shop, planId }: ReportRequest): Promise<PlanRecord> {
  const plan = await store.transaction(async ({ plans }) =>
    planId === undefined ? ((await plans.list(shop, 1))[0] ?? null) : await plans.get(planId),
  )
  if (plan !== null && plan.shop === shop) return plan
  throw new SyncError('RECONCILE_PLAN_UNKNOWN', { shop, plan: planId ?? '-' }, { subject: { shop } })
}
