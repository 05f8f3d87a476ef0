import { announcements, errorCodes, type ErrorCode } from '../../src/base/error/catalogue.ts'
import { SyncError } from '../../src/base/error/sync-error.ts'
import { StandingTrouble } from '../../src/engine/jobs/standing-trouble.ts'
import type { ProductToRead } from '../../src/engine/jobs/retry-jobs.ts'
import type { FailedLine, Subject } from '../../src/base/messages/failed.ts'
import { tellRetry } from '../failed-job-store/retry-signals.ts'
import { realClock, realRandom } from '../kit/real-clock.ts'
import type { LinkServiceTools } from './link-service.ts'

/** A match that fails is tried again after this time (ms) while products wait for it. */
const again = 60_000
/** What a catalogue that could be read disproves. */
const disproved = errorCodes.filter(
  (code) =>
    /^(ODOO_|SHOPIFY_(UNREACHABLE|TIMEOUT|THROTTLED|BUSY|TOKEN_REFUSED|SHOP_UNAVAILABLE|ANSWER_INVALID)|LINK_CATALOGUE_EMPTY)/.test(code) &&
    !announcements.has(code),
)

/** Products of which nothing can be said, because the match that would have looked for them failed. */
export interface Uncompared {
  /** Why the last match failed; undefined when it went well, or none was made yet. */
  fault(): Error | undefined
  /** Remembers products whose lines were put aside: they are read again after the next match that goes well. */
  wait(lines: readonly FailedLine[]): void
  /** The links are stored: whatever fails after this, the products were looked for. */
  compared(): void
  /** A match failed. One job tells of the cause, whatever number of products waits. Throws STORE_*. */
  failed(error: unknown, compared: boolean): Promise<void>
  /** A match went well to its end. Throws STORE_*. */
  matched(): Promise<void>
  close(): void
}

/** `match` is called when it is time to try again. */
export function uncompared({ odoo, shopify, stores }: LinkServiceTools, match: () => void): Uncompared {
  const waiting = new Map<string, ProductToRead>()
  let fault: Error | undefined
  let timer: NodeJS.Timeout | undefined
  const trouble = new StandingTrouble({
    store: () => stores.open(),
    clock: realClock,
    random: realRandom,
    subject,
    // A match has tried often enough by itself when it fails.
    patience: 1,
    disproved,
  })

  function subject(code: ErrorCode): Subject {
    const odooDatabase = odoo.name?.() ?? ''
    return {
      ...(code.startsWith('ODOO_') ? {} : { shop: shopify.shopify().shop }),
      ...(code.startsWith('SHOPIFY_') || odooDatabase === '' ? {} : { odooDatabase }),
    }
  }

  return {
    fault: () => fault,
    wait(lines) {
      for (const { odooDatabase: database, odooProductId: productId } of lines.map((line) => line.subject))
        if (database !== undefined && productId !== undefined) waiting.set(`${database}/${productId}`, { database, productId })
      timer ??= setTimeout(() => {
        timer = undefined
        match()
      }, again)
    },
    compared() {
      fault = undefined
      clearTimeout(timer)
      timer = undefined
      if (waiting.size > 0) tellRetry(stores.id, [...waiting.values()])
      waiting.clear()
    },
    async failed(error, compared) {
      if (!compared) fault = error instanceof Error ? error : new SyncError('UNEXPECTED', {}, { cause: error })
      await trouble.meet(error)
    },
    matched: () => trouble.over(),
    close: () => clearTimeout(timer),
  }
}
