import type { Env } from '../orm/env.ts'
import { datetime, type Fields } from '../orm/field.ts'
import { mustGet } from '../orm/must-get.ts'
import { now } from '../orm/now.ts'
import { num, type Row, type Values } from '../record/value.ts'

/** The dates of a lot, of which each of its quants has a copy. */
export function lotDates(): Fields {
  return { expiration_date: datetime('Expiration Date'), removal_date: datetime('Removal Date') }
}

/** A write on the lot moves the write_date of its quants, a date that passes moves nothing (measured on 17, 18 and 19). */
export function datesOf(lot: Row): Values {
  return { expiration_date: lot['expiration_date'] ?? false, removal_date: lot['removal_date'] ?? false }
}

/**
 * Whether an order may not have the quant: past its expiration date in 17 and 18, past its removal date in 19, and only where
 * the product goes by dates (odoo-orders-facts 3).
 */
export function isPastDate(env: Env, quant: Row): boolean {
  const end = quant[env.version === 19 ? 'removal_date' : 'expiration_date']
  if (typeof end !== 'number' || end >= now(env)) return false
  return mustGet(env, 'product.product', num(quant, 'product_id'))['use_expiration_date'] === true
}

/** Whether free_qty leaves the quant out: in 19 from the day after its removal date on, whatever the product says; never before 19. */
export function isOutOfFree(env: Env, quant: Row): boolean {
  const [end, day] = [quant['removal_date'], 86_400_000_000]
  return env.version === 19 && typeof end === 'number' && end < Math.floor(now(env) / day) * day
}
