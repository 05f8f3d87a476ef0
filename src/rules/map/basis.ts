import { neverHere } from '../../base/error/never-here.ts'
import type { MapRow } from './location-map.ts'

/** What a row counts of the stock at its sources (requirement 4.1). */
export type Basis = NonNullable<MapRow['basis']>

/** What new rows count: nothing that a customer is owed is offered twice. */
export const safeBasis: Basis = 'free-minus-demand'

/** The basis of a row; one from before there was a choice counts as it did. */
export function basisOf({ basis, quantityName }: Pick<MapRow, 'basis' | 'quantityName'>): Basis {
  return basis ?? (quantityName === 'on_hand' ? 'on-hand' : 'free')
}

/** Units at a place, as a picture shows them. */
export interface Units {
  readonly quantity: number
  readonly reserved: number
  /** What customers are owed there and Odoo has not reserved. */
  readonly demand: number
}

/** What a row with this basis counts of them; below zero when more is owed than there is. */
export function counted({ quantity, reserved, demand }: Units, basis: Basis): number {
  switch (basis) {
    case 'on-hand':
      return quantity
    case 'free':
      return quantity - reserved
    case 'free-minus-demand':
      return quantity - reserved - demand
    default:
      return neverHere(basis)
  }
}
