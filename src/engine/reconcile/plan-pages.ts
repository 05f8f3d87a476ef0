import type { LevelKey } from '../../ports/store/level-record.ts'
import type { PlanLine, PlanLineState } from '../../ports/store/plan-record.ts'
import type { Store } from '../../ports/store/store.ts'

/** Lines in one page. */
const linesPerPage = 250

/** The lines of a plan page by page, in the order of their levels; a line that changes its state meanwhile may be left out. */
export async function* planPages(store: Store, plan: string, state?: PlanLineState): AsyncGenerator<PlanLine[], void, undefined> {
  let after: LevelKey | null = null
  for (;;) {
    const lines: PlanLine[] = await pageAfter(store, plan, after, state)
    if (lines.length > 0) yield lines
    if (lines.length < linesPerPage) return
    after = lines.at(-1) ?? null
  }
}

function pageAfter(store: Store, plan: string, after: LevelKey | null, state?: PlanLineState): Promise<PlanLine[]> {
  return store.transaction((tables) => tables.plans.lines(plan, after, linesPerPage, state))
}
