import { causeOf } from '../../rules/jobs/job-of.ts'
import type { LevelRecord } from '../../ports/store/level-record.ts'
import type { Outcome } from './outcome.ts'
import { failureSubject, levelSubject } from '../../rules/delivery/level-subject.ts'

/** The job that the level stands for is over: the level came right, or it fails for another reason now. */
export function resolveFailure(outcome: Outcome, record: LevelRecord): void {
  if (record.failure !== null) {
    const { failure: code } = record
    // A job of an older version is about the level, whatever the code.
    outcome.resolved.push(...[failureSubject(code, record), levelSubject(record)].map((subject) => causeOf({ code, subject })))
  }
}
