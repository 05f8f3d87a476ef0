/** One request to the Admin API, as the log keeps it. Tokens are never kept. */
export interface RequestEntry {
  /** Milliseconds since 1970. */
  readonly at: number
  /** Name of the operation; empty when it has none. */
  readonly operation: string
  /** Root field, e.g. `inventorySetQuantities`; empty when the document could not be read. */
  readonly field: string
  readonly apiVersion: string
  readonly variables: Readonly<Record<string, unknown>>
  readonly key: string | null
  /** What became of it, or the fault it met: `drop-after`, `status-503-before` … */
  readonly outcome: string
  /** HTTP status; zero when the connection was cut. */
  readonly status: number
  /** True when the shop has carried the operation out, whatever the caller got to see. */
  readonly executed: boolean
  readonly requestedCost: number
  readonly actualCost: number
}
