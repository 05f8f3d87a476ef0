import { causeOf } from '../job/job-of.ts'
import type { LevelRecord } from '../store/level-record.ts'
import type { Outcome } from './outcome.ts'
import { levelSubject } from './level-subject.ts'

/** The job that the level stands for is over: the level came right, or it fails for another reason now. */
export function resolveFailure(outcome: Outcome, record: LevelRecord): void {
  if (record.failure !== null) outcome.resolved.push(causeOf({ code: record.failure, subject: levelSubject(record) }))
}
