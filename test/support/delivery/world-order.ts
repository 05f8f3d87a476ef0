/** An order as both systems know it; steps count everything that happens in the world. */
export interface WorldOrder {
  readonly id: string
  readonly item: number
  readonly quantity: number
  readonly soldAt: number
  arrived: boolean
  reservedAt: number | null
  deliveredAt: number | null
}
