import type { Lease } from '../../ports/store/lease.ts'

/** The lease after `owner` has asked for it; null while it is another's. Every store decides by this. */
export function nextLease(found: Lease | null, asked: Omit<Lease, 'epoch'>, now: number): Lease | null {
  if (found === null) return { ...asked, epoch: 1 }
  if (found.owner === asked.owner) return { ...asked, epoch: found.epoch }
  return found.until > now ? null : { ...asked, epoch: found.epoch + 1 }
}

/** The lease when its owner gives it back: it is over, and what follows still has a higher epoch. */
export function endedLease(found: Lease | null, owner: string): Lease | null {
  return found === null || found.owner !== owner ? null : { ...found, owner: '', until: 0 }
}
