import type { Lease } from '../../../ports/store/lease.ts'
import type { LeaseTable } from '../../../ports/store/store.ts'
import { endedLease, nextLease } from '../next-lease.ts'
import { IndexedMap } from './indexed-map.ts'

export function leaseRows(): IndexedMap<Lease> {
  return new IndexedMap()
}

/** Leases in memory. */
export function memoryLeases(rows: () => IndexedMap<Lease>): LeaseTable {
  return {
    async take(asked, now) {
      const lease = nextLease(rows().get(asked.name) ?? null, asked, now)
      if (lease !== null) rows().put(asked.name, lease)
      return lease
    },
    async get(name) {
      return rows().get(name) ?? null
    },
    async end(name, owner) {
      const ended = endedLease(rows().get(name) ?? null, owner)
      if (ended !== null) rows().put(name, ended)
    },
  }
}
