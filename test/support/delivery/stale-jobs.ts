import type { MemoryStore } from '../../../src/adapters/store/memory/memory-store.ts'

/** The causes of the standing jobs that tell of a hold without proof, and do not say what is held so at their level. */
export function staleJobs({ failedJobs, holds }: ReturnType<MemoryStore['snapshot']>): string[] {
  const told = [...failedJobs.values()].filter(({ state, failure }) => failure.code === 'HOLD_DOUBTFUL' && state !== 'resolved')
  const held = (item: string | undefined): number =>
    [...holds.values()].reduce((sum, hold) => sum + (hold.doubtful === true && hold.inventoryItemId === item ? hold.quantity : 0), 0)
  const isStale = (units: unknown, now: number): boolean => now === 0 || units !== now
  const stale = told.filter(({ failure: { subject, values } }) => isStale(values?.['units'], held(subject.inventoryItemId)))
  return stale.map(({ cause }) => cause)
}
