/** One thing that was done to a level or to the switches, for the audit trail (requirement 9.6). Never changed. */
export interface AuditEntry {
  readonly at: number
  readonly shop: string
  readonly what:
    | 'written'
    | 'unchanged'
    | 'hold-opened'
    | 'hold-ended'
    | 'edit-overwritten'
    | 'edit-left'
    | 'restock-seen'
    | 'frozen'
    | 'released'
    | 'breaker-tripped'
    | 'breaker-approved'
    | 'guard-refused'
    | 'paired'
    | 'failed'
  readonly inventoryItemId?: string
  readonly locationId?: string
  readonly from?: number | null
  readonly to?: number
  readonly key?: string
  readonly asOf?: number
  readonly note?: string
}
