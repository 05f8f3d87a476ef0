import type { Answer } from './graphql/answer.ts'

/** The operation that a hook is called for. */
export interface HookedOperation {
  readonly operation: string
  /** Root field, e.g. `inventorySetQuantities`. */
  readonly field: string
  readonly variables: Readonly<Record<string, unknown>>
}

/** Lets a test act at a precise moment of a request. */
export interface SandboxHooks {
  /** A mutation is about to read and write: a sale made here comes between the caller's reading and its write. */
  beforeCommit?: (operation: HookedOperation) => void | Promise<void>
  /** An operation has run and its answer is about to be sent. */
  afterExecute?: (operation: HookedOperation, answer: Answer) => void | Promise<void>
}
