import { wholeSecond } from '../record/moment.ts'
import type { Env } from './env.ts'

/** Odoo's Datetime.now(): the time in whole seconds. Only create_date and write_date keep microseconds. */
export function now(env: Env): number {
  return wholeSecond(env.tx.startedAt)
}
