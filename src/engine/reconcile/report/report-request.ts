import type { Say } from '../../../base/text/say.ts'
import type { PlanRecord } from '../../../ports/store/plan-record.ts'
import type { RunRecord } from '../../../ports/store/run-record.ts'
import type { Store } from '../../../ports/store/store.ts'

/** What the page is made of beside the report itself; the domain reads no files, so whoever asks brings it. */
export interface PageAssets {
  readonly style: string
  /** Of the page: its charts, table and filters. */
  readonly script: string
  /** Chart.js as one classic script that sets the global `Chart`. */
  readonly charts: string
}

/** Which report, in which language. */
export interface ReportRequest {
  readonly store: Store
  readonly plan: PlanRecord
  /** The run that the plan came of or was carried out by last; null when it is not known any more. */
  readonly run: RunRecord | null
  readonly say: Say
  /** BCP 47, for numbers and dates. */
  readonly language: string
  /** Clock time of the report. */
  readonly now: number
  /** Of the page: where the buttons of its holds send their command to, on the site that serves it; without it they have none. */
  readonly endHoldAt?: string
}
