import { noSales, type RecentSales } from '../sales/recent-sales.ts'

/** What a field of the products in Odoo states: units kept back by product id. Who states nothing, zero or less is not in it. */
export type FieldBuffers = ReadonlyMap<number, number>

export const noFieldBuffers: FieldBuffers = new Map()

/** What a buffer goes by beside its rules. */
export interface BufferFacts {
  /** What the products state in a field in Odoo. */
  readonly stated: FieldBuffers
  readonly sales: RecentSales
}

export const noBufferFacts: BufferFacts = { stated: noFieldBuffers, sales: noSales(1) }
