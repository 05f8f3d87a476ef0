import type { ProductToRead } from '../../src/job/retry-jobs.ts'

type Listener = (products: readonly ProductToRead[]) => void

const listeners = new Map<string, Set<Listener>>()

/** Tells the failed-job-store nodes of a sync-store that jobs were retried from the dialog. Returns how many heard it. */
export function ringRetry(storeId: string, products: readonly ProductToRead[]): number {
  const heard = listeners.get(storeId) ?? new Set()
  for (const listener of heard) listener(products)
  return heard.size
}

/** Listens until the returned function is called. */
export function onRetry(storeId: string, listener: Listener): () => void {
  const known = listeners.get(storeId) ?? new Set()
  listeners.set(storeId, known.add(listener))
  return () => known.delete(listener)
}
