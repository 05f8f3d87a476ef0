import type { PlanLineState, PlanRecord } from '../../ports/store/plan-record.ts'
import type { RunRecord } from '../../ports/store/run-record.ts'

/** What each state may become. Total by its type: a state without an entry does not compile. SPEC.md explains each. */
type Machine<State extends string, End extends string = never> = Readonly<Record<State, readonly (State | End)[]>>

export const runTransitions: Machine<RunRecord['state']> = {
  running: ['paused', 'done', 'cancelled', 'failed'],
  paused: ['running', 'cancelled', 'failed'],
  done: [],
  cancelled: [],
  failed: ['running'],
}

export const planTransitions: Machine<PlanRecord['state']> = {
  comparing: ['ready', 'applying', 'cancelled'],
  ready: ['applying'],
  applying: ['applied', 'ready'],
  applied: ['applying', 'rolling-back'],
  'rolling-back': ['rolled-back', 'applied'],
  'rolled-back': ['applying'],
  cancelled: ['applying'],
}

/** `gone`: the line is deleted. */
export const planLineTransitions: Machine<PlanLineState, 'gone'> = {
  unproven: ['planned', 'noted', 'gone'],
  noted: [],
  planned: ['ordered', 'moved'],
  ordered: ['written', 'already', 'moved', 'failed', 'planned'],
  written: ['returning', 'kept'],
  already: [],
  moved: [],
  failed: [],
  returning: ['restored', 'kept', 'stuck', 'written'],
  restored: [],
  kept: [],
  stuck: [],
}
