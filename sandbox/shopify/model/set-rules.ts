/** How the simulated shop decides what is not known of the real one for sure (shopify-facts 1.3, 1.4, 1.5). */
export interface SetRules {
  /** `partial`: good rows of a refused batch are applied all the same. */
  readonly batchBehaviour: 'all-or-nothing' | 'partial'
  /** Whether CHANGE_FROM_QUANTITY_STALE names the row. `unindexed`: one error without field for the whole batch. */
  readonly staleErrors: 'indexed' | 'unindexed'
}
