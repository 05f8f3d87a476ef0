import type { Store } from '../../src/ports/store/store.ts'

/** What a sync-store node provides to other nodes. */
export interface SyncStore {
  /** Names the file, so that nodes with several sync-store nodes on one file hear of each other. */
  readonly id: string
  /** The open store; every call gets the same one. Throws STORE_* errors, and tries anew at the next call. */
  open(): Promise<Store>
}

export const syncStores = new WeakMap<object, SyncStore>()
