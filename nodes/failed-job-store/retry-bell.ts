import type { ItemToMatch, ProductToRead, RetryTakers } from '../../src/engine/jobs/retry-jobs.ts'

/** A failed-job-store node: it hands products on when its second output leads somewhere. */
interface Desk {
  readonly leads: () => boolean
  readonly hear: (products: readonly ProductToRead[]) => void
}

type Hear<Asked> = (asked: readonly Asked[]) => void

const desks = new Map<string, Set<Desk>>()
const watches = new Map<string, Set<Hear<ProductToRead>>>()
const matchers = new Map<string, Set<Hear<ItemToMatch>>>()

/**
 * Tells the failed-job-store nodes of a sync-store that jobs were retried, or that products are linked now. Where none of
 * them is wired, the watches that use the store are told themselves. Returns how many take the products.
 */
export function ringRetry(storeId: string, products: readonly ProductToRead[]): number {
  const heard = [...(desks.get(storeId) ?? [])]
  for (const desk of heard) desk.hear(products)
  const wired = heard.filter((desk) => desk.leads()).length
  return wired > 0 ? wired : ring(watches, storeId, products)
}

/** Tells the product-link nodes of a sync-store that items are to be matched again. */
export function ringMatch(storeId: string, items: readonly ItemToMatch[]): void {
  ring(matchers, storeId, items)
}

/** Who would take up a retry at this moment. */
export function retryTakers(storeId: string): RetryTakers {
  const wired = [...(desks.get(storeId) ?? [])].some((desk) => desk.leads())
  return { products: wired || (watches.get(storeId)?.size ?? 0) > 0, items: (matchers.get(storeId)?.size ?? 0) > 0 }
}

/** A failed-job-store hears of products until the returned function is called; `leads` tells whether it can hand them on. */
export function onRetry(storeId: string, hear: Hear<ProductToRead>, leads: () => boolean = () => true): () => void {
  return join(desks, storeId, { leads, hear })
}

/** A watch hears of products that no failed-job-store hands on. */
export function onReread(storeId: string, hear: Hear<ProductToRead>): () => void {
  return join(watches, storeId, hear)
}

/** A product-link hears of items to be matched again. */
export function onRematch(storeId: string, hear: Hear<ItemToMatch>): () => void {
  return join(matchers, storeId, hear)
}

function ring<Asked>(listeners: ReadonlyMap<string, ReadonlySet<Hear<Asked>>>, storeId: string, asked: readonly Asked[]): number {
  const heard = [...(listeners.get(storeId) ?? [])]
  if (asked.length > 0) for (const hear of heard) hear(asked)
  return heard.length
}

function join<Listener>(listeners: Map<string, Set<Listener>>, storeId: string, listener: Listener): () => void {
  const known = listeners.get(storeId) ?? new Set()
  listeners.set(storeId, known.add(listener))
  return () => known.delete(listener)
}
