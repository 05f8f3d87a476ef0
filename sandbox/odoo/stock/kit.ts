import type { Env } from '../orm/env.ts'
import { num, ref, type Row } from '../record/value.ts'

export interface Component {
  readonly productId: number
  readonly perKit: number
}

/** What one kit is made of (phantom bill of materials); undefined for anything else. */
export function kitComponents(env: Env, product: Row): Component[] | undefined {
  const bom = phantomBom(env, product)
  if (bom === undefined) return undefined
  const made = num(bom, 'product_qty') || 1
  return env.tx.by('mrp.bom.line', 'bom_id', bom.id).map((line) => ({
    productId: num(line, 'product_id'),
    perKit: num(line, 'product_qty') / made,
  }))
}

export function isKit(env: Env, product: Row): boolean {
  return phantomBom(env, product) !== undefined
}

function phantomBom(env: Env, product: Row): Row | undefined {
  return env.tx
    .by('mrp.bom', 'product_tmpl_id', num(product, 'product_tmpl_id'))
    .filter((bom) => bom['type'] === 'phantom' && bom['active'] === true)
    .find((bom) => ref(bom, 'product_id') === undefined || bom['product_id'] === product.id)
}
