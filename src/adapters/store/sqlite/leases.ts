import type { Lease } from '../../../ports/store/lease.ts'
import type { LeaseTable } from '../../../ports/store/store.ts'
import { endedLease, nextLease } from '../next-lease.ts'
import { number, text, type Row } from './row.ts'
import type { Session } from './session.ts'

const GET = 'SELECT name, owner, epoch, until FROM leases WHERE name = ?'
const PUT = 'INSERT OR REPLACE INTO leases (name, owner, epoch, until) VALUES (?, ?, ?, ?)'

/** Leases in SQLite. All of them end when the file is opened: it belongs to one process, so whoever held one has gone. */
export function sqliteLeases(session: Session): LeaseTable {
  const get = (name: string): Lease | null => session.one(GET, leaseOf, name)
  const put = (lease: Lease | null): void => {
    if (lease !== null) session.run(PUT, lease.name, lease.owner, lease.epoch, lease.until)
  }
  return {
    async take(asked, now) {
      const lease = nextLease(get(asked.name), asked, now)
      put(lease)
      return lease
    },
    async get(name) {
      return get(name)
    },
    async end(name, owner) {
      put(endedLease(get(name), owner))
    },
  }
}

function leaseOf(row: Row): Lease {
  return { name: text(row, 'name'), owner: text(row, 'owner'), epoch: number(row, 'epoch'), until: number(row, 'until') }
}
