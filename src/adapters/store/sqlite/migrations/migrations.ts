import { tables } from './0001-tables.ts'
import { plans } from './0002-plans.ts'
import { standingJobs } from './0003-standing-jobs.ts'
import { doubtfulHolds } from './0004-doubtful-holds.ts'
import { leases } from './0005-leases.ts'

/** Every migration in its order; a file's `user_version` is the number of those it has seen. Published ones never change. */
export const migrations: readonly string[] = [tables, plans, standingJobs, doubtfulHolds, leases]
