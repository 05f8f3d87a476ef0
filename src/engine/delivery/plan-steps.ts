import type { Hold } from '../../ports/store/hold.ts'
import type { Confirmed, LevelKey, LevelRecord, PlanStep, Sent } from '../../ports/store/level-record.ts'
import type { PlanLine, PlanLineState, StepEnd } from '../../ports/store/plan-record.ts'
import { acceptLines } from './accept-lines.ts'
import { newLevel, wake } from '../../rules/delivery/accept.ts'
import { transact, type Outcome } from './outcome.ts'
import { knownDemand } from '../../rules/delivery/known-demand.ts'
import { holdsOfPools } from './pools.ts'
import { readAgain } from '../../rules/delivery/fate.ts'
import { withoutStep } from '../../rules/delivery/plan-step.ts'
import type { DeliveryPorts } from './ports.ts'
import type { StoreTables } from '../../ports/store/store.ts'
import { after } from '../../rules/delivery/level-machine.ts'

/** Some lines of a plan: those in a state, after a level in the order of their keys. */
export interface PlanPart {
  readonly plan: string
  readonly state: PlanLineState
  readonly after: LevelKey | null
  readonly limit: number
}

/**
 * Has the delivery carry lines of a plan out, through the same queue, compare, keys and breaker as every other write. Each
 * line ends in the plan as `written`, `already`, `moved` or `failed` (`restored`, `kept` or `stuck` when the way is `back`).
 * Ordering a line twice changes nothing. Returns the lines, as they were.
 */
export async function orderSteps(ports: DeliveryPorts, part: PlanPart, way: PlanStep['way'], via: string): Promise<readonly PlanLine[]> {
  let lines: readonly PlanLine[] = []
  await transact(ports, async (tables, outcome) => {
    // Read together with the levels: a line that has ended meanwhile is not ordered again.
    lines = await tables.plans.lines(part.plan, part.after, part.limit, part.state)
    const records = await tables.levels.get(lines)
    const changed: LevelRecord[] = []
    const ordered: PlanLine[] = []
    const holds = await holdsOfPools(
      tables,
      records.flatMap((record) => record?.wanted?.pool ?? []),
    )
    lines.forEach((line, place) => {
      const record = records[place] ?? newLevel(line)
      if (record.step?.plan === line.plan) return
      const step = stepOf(record, line, way)
      if (step === null || record.step !== undefined || (way !== 'now' && record.state === 'sending')) return pass(outcome, line, way)
      changed.push(withStep(ports, record, line, step, holds))
      ordered.push({ ...line, state: way === 'back' ? 'returning' : 'ordered' })
    })
    await tables.levels.put(changed)
    await tables.plans.putLines(ordered)
  })
  if (way === 'back') return lines
  await acceptLines(
    ports,
    lines.map(({ line }) => line),
    via,
  )
  await transact(ports, async (tables, outcome) => {
    const records = (await tables.levels.get(lines)).filter((record) => record !== null)
    // What the delivery refused to take has become a failed job.
    const refused = records.filter((record) => record.step?.plan === part.plan && record.wanted === null)
    await tables.levels.put(refused.map((record) => dropStep(outcome, record, 'failed', 'refused')))
  })
  return lines
}

/**
 * Takes back what is ordered and not on its way. What only a plan asked for rests then; of `now`, everything that is known
 * already is delivered, because it is what the delivery would do anyway.
 */
export async function withdrawSteps(ports: DeliveryPorts, lines: readonly PlanLine[]): Promise<void> {
  await transact(ports, async (tables) => {
    const records = await tables.levels.get(lines)
    const changed: LevelRecord[] = []
    const back: PlanLine[] = []
    lines.forEach((line, place) => {
      const record = records[place] ?? null
      const step = record?.step
      if (record === null || step === undefined || step.plan !== line.plan || record.state === 'sending') return
      const left = withoutStep(record)
      changed.push(step.way === 'now' ? left : wake({ ...left, rest: step.asOf }, [], ports.clock.now()))
      back.push({ ...line, state: step.way === 'back' ? 'written' : 'planned' })
    })
    await tables.levels.put(changed)
    await tables.plans.putLines(back)
  })
}

/** A level that waits for its delivery anyway goes on waiting for it, whatever becomes of the step. */
function stepOf(record: LevelRecord, line: PlanLine, way: PlanStep['way']): PlanStep | null {
  const asOf = record.state === 'waiting' ? -1 : Math.max(record.wanted?.asOf ?? 0, line.line.asOf)
  const [from, to] = way === 'back' ? [line.written, line.replaced] : [line.shown, line.wanted]
  if (from === null || to === null || (way === 'back' && record.wanted === null)) return null
  return { plan: line.plan, way, from, to, asOf }
}

/** The level is read before it is written. */
function withStep(ports: DeliveryPorts, record: LevelRecord, line: PlanLine, step: PlanStep, holds: (pool: string) => Hold[]): LevelRecord {
  const sending = record.state === 'sending'
  const unsure = sending || record.doubt?.kind === 'lost'
  const asked: LevelRecord = {
    ...record,
    step,
    confirmed: unsure ? record.confirmed : baseOf(ports, record, line),
    observed: sending ? record.observed : null,
    doubt: unsure ? record.doubt : readAgain(record.observed?.maybe),
  }
  const own = record.wanted === null ? [] : holds(record.wanted.pool)
  const woken = wake(asked, own, ports.clock.now())
  return { ...woken, urgent: woken.urgent || step.to < step.from }
}

/**
 * What the plan saw is the base where nothing was proved yet, and where somebody had added units that are to be
 * overwritten: whatever is missing from it later was sold, and the added units do not hide that.
 */
function baseOf({ options }: DeliveryPorts, { confirmed }: LevelRecord, line: PlanLine): Confirmed | null {
  const { shown, shownAt } = line
  if (shown === null || line.state !== 'planned') return confirmed
  const added = confirmed !== null && shown > confirmed.quantity && options.editPolicy === 'overwrite'
  // What is below zero was sold, also when nobody has looked before.
  if (confirmed === null) return { quantity: Math.max(0, shown), reserved: knownDemand(line.line), at: shownAt }
  return added ? { quantity: shown, reserved: confirmed.reserved, at: shownAt } : confirmed
}

function pass(outcome: Outcome, line: PlanLine, way: PlanStep['way']): void {
  const { plan, shop, inventoryItemId, locationId } = line
  outcome.ended.push({ plan, shop, inventoryItemId, locationId, state: way === 'back' ? 'kept' : 'moved', note: '' })
}

/** The record after its step was carried out. A restored value stays until Odoo has something new to say. */
export function finishStep(outcome: Outcome, record: LevelRecord, sent: Sent, key: string | null): LevelRecord {
  const { step } = record
  if (step === undefined) return record
  const back = step.way === 'back'
  const written = { replaced: key === null ? null : sent.compare, written: sent.target }
  outcome.ended.push({ ...endOf(record, step), ...(back ? {} : written), state: back ? 'restored' : key === null ? 'already' : 'written' })
  return back ? { ...withoutStep(record), rest: step.asOf } : withoutStep(record)
}

/** The record after its step came to nothing; `note` says why: a code, or what Shopify shows. */
export function dropStep(outcome: Outcome, record: LevelRecord, why: 'moved' | 'failed', note: string): LevelRecord {
  const { step } = record
  if (step === undefined) return record
  const state = step.way !== 'back' ? why : why === 'moved' ? 'kept' : 'stuck'
  outcome.ended.push({ ...endOf(record, step), state, note })
  return withoutStep(record)
}

/**
 * Leaves a level alone that moved since the plan was made. A picture that came in since the step was ordered is delivered
 * as ever; without one the level rests. What is known of a write whose answer was lost is kept.
 */
export async function leaveStep(tables: StoreTables, outcome: Outcome, record: LevelRecord, sent: Sent): Promise<void> {
  const { step, wanted, observed } = record
  if (step === undefined || wanted === null) return
  const left = dropStep(outcome, record, 'moved', String(sent.compare ?? ''))
  if (wanted.asOf > step.asOf) return tables.levels.put([left])
  await tables.levels.put([
    {
      ...left,
      state: after(left.state, 'agreement'),
      observed: null,
      doubt: readAgain(observed?.maybe),
      urgent: false,
      attempts: 0,
      due: 0,
      cohort: null,
      rest: step.asOf,
    },
  ])
}

function endOf(record: LevelRecord, step: PlanStep): Omit<StepEnd, 'state'> {
  const { shop, inventoryItemId, locationId } = record
  return { shop, inventoryItemId, locationId, plan: step.plan }
}
