import { announcements, errorCodes } from '../../src/base/error/catalogue.ts'
import { StandingTrouble } from '../../src/engine/jobs/standing-trouble.ts'
import type { ProductToRead } from '../../src/engine/jobs/retry-jobs.ts'
import type { PollRequest } from '../../src/engine/watch/poll.ts'
import { realClock, realRandom } from '../kit/real-clock.ts'
import type { OdooService } from '../odoo-connection/odoo-service.ts'
import type { SyncStore } from '../sync-store/sync-stores.ts'

/** Readings that fail for a cause that may pass by itself, before it has a job. */
const patience = 8
/** Faults of Odoo as a whole, and of what is watched there: a reading that went well disproves them. */
const disproved = errorCodes.filter((code) => /^(ODOO|WATCH)_/.test(code) && !announcements.has(code))

/** Keeps the job of an Odoo that cannot be read: a watch has no output for failures. */
export function watchTrouble(connection: OdooService, stores: SyncStore): StandingTrouble {
  const subject = (): { odooDatabase?: string } => {
    const name = connection.name?.() ?? ''
    return name === '' ? {} : { odooDatabase: name }
  }
  return new StandingTrouble({ store: () => stores.open(), clock: realClock, random: realRandom, subject, patience, disproved })
}

/** What a watch is asked for where no failed-job-store hands it on; null when it is all of another database. */
export async function rereadOf(connection: OdooService, products: readonly ProductToRead[]): Promise<PollRequest | null> {
  const { name } = await connection.odoo().identity()
  const productIds = products.flatMap(({ database, productId }) => (database === name ? productId : []))
  return productIds.length === 0 ? null : { what: 'products', productIds }
}
