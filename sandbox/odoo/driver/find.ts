import type { Env } from '../orm/env.ts'
import type { Row } from '../record/value.ts'
import type { LocationRef, OrderRef, ProductRef } from './args.ts'

/** The driver was asked for something that is not there. */
export class NotInSandbox extends Error {
  constructor(what: string) {
    super(`the sandbox has no ${what}`)
    this.name = 'NotInSandbox'
  }
}

export function findProduct(env: Env, wanted: ProductRef): Row {
  const row = typeof wanted === 'number' ? env.tx.get('product.product', wanted) : env.tx.by('product.product', 'default_code', wanted)[0]
  if (row === undefined) throw new NotInSandbox(`product ${wanted}`)
  return row
}

export function findLocation(env: Env, wanted: LocationRef): Row {
  const row = typeof wanted === 'number' ? env.tx.get('stock.location', wanted) : env.tx.by('stock.location', 'complete_name', wanted)[0]
  if (row === undefined) throw new NotInSandbox(`location ${wanted}`)
  return row
}

export function findOrder(env: Env, wanted: OrderRef): Row {
  const row = typeof wanted === 'number' ? env.tx.get('sale.order', wanted) : env.tx.by('sale.order', 'name', wanted)[0]
  if (row === undefined) throw new NotInSandbox(`sale order ${wanted}`)
  return row
}

export function findWarehouse(env: Env, code: string): Row {
  const [row] = env.tx.by('stock.warehouse', 'code', code)
  if (row === undefined) throw new NotInSandbox(`warehouse ${code}`)
  return row
}
