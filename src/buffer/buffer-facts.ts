import { noSales, type RecentSales } from '../sales/recent-sales.ts'
import { noFieldBuffers, type FieldBuffers } from './field-buffers.ts'

/** What a buffer goes by beside its rules. */
export interface BufferFacts {
  /** What the products state in a field in Odoo. */
  readonly stated: FieldBuffers
  readonly sales: RecentSales
}

export const noBufferFacts: BufferFacts = { stated: noFieldBuffers, sales: noSales(1) }
