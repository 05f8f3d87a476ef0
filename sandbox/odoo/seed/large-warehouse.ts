import type { Env } from '../orm/env.ts'
import { createRecord } from '../orm/store.ts'
import { num } from '../record/value.ts'
import { addWarehouse, layFoundation } from './foundation.ts'

export interface LargeWarehouse {
  readonly products: number
  /** Warehouses, named W1, W2…; every product has one quant in each. */
  readonly warehouses: number
}

/** Many products with stock in several warehouses, for benchmarks: 20 000 products in 5 warehouses are 100 000 quants. */
export function largeWarehouse({ products, warehouses }: LargeWarehouse): (env: Env) => void {
  return (env) => {
    const foundation = layFoundation(env, ['Main Co'])
    const stocks = Array.from({ length: warehouses }, (_, place) =>
      num(addWarehouse(env, foundation, { name: `Warehouse ${place + 1}`, code: `W${place + 1}`, companyId: 1 }), 'lot_stock_id'),
    )
    createRecord(env, 'res.partner', { name: 'Test Customer', email: 'customer@example.com' })
    for (let number = 1; number <= products; number += 1) {
      const sku = `SKU-${String(number).padStart(6, '0')}`
      const product = createRecord(env, 'product.product', {
        default_code: sku,
        name: `Product ${number}`,
        barcode: String(5_000_000_000_000 + number),
      })
      for (const location of stocks) {
        createRecord(env, 'stock.quant', { product_id: product.id, location_id: location, quantity: number % 100 })
      }
    }
  }
}
