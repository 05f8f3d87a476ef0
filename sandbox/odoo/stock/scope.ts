import { parseDomain } from '../domain/parse.ts'
import { below } from '../orm/ancestry.ts'
import type { Env } from '../orm/env.ts'
import { numbersIn } from '../orm/json.ts'
import { checkVisible } from '../orm/read.ts'
import { searchRows } from '../orm/search.ts'
import { num } from '../record/value.ts'

const known = new WeakMap<Env, ReadonlySet<number>>()

/**
 * The locations that free_qty and qty_available of a call look at: those of the context, or everything under the
 * warehouses of the companies. A warehouse key of another version is silently ignored (odoo-facts 5).
 */
export function scopeOf(env: Env): ReadonlySet<number> {
  const found = known.get(env)
  if (found !== undefined) return found
  const scope = work(env)
  known.set(env, scope)
  return scope
}

function work(env: Env): ReadonlySet<number> {
  const { context } = env
  if (context['location']) {
    const ids = typeof context['location'] === 'string' ? named(env, context['location']) : numbersIn(context['location'])
    checkCompany(env, 'stock.location', env.version === 19 ? [] : ids)
    return context['strict'] ? new Set(ids) : below(env, 'stock.location', ids)
  }
  const asked = context[env.version === 17 ? 'warehouse' : 'warehouse_id']
  const warehouses = asked ? numbersIn(asked) : allWarehouses(env)
  if (asked) checkCompany(env, 'stock.warehouse', warehouses)
  const views = warehouses.flatMap((id) => env.tx.get('stock.warehouse', id) ?? []).map((row) => num(row, 'view_location_id'))
  return below(env, 'stock.location', views)
}

/** 17 and 18 look a location up by a part of its name; 19 finds nothing then. */
function named(env: Env, name: string): number[] {
  if (env.version === 19) return []
  return searchRows(env, 'stock.location', parseDomain([['complete_name', 'ilike', name]], env.version)).map((row) => row.id)
}

function allWarehouses(env: Env): number[] {
  return searchRows(env, 'stock.warehouse', parseDomain([['company_id', 'in', env.companyIds]], env.version)).map((row) => row.id)
}

function checkCompany(env: Env, model: string, ids: readonly number[]): void {
  checkVisible(
    env,
    env.registry.model(model),
    ids.flatMap((id) => env.tx.get(model, id) ?? []),
  )
}
