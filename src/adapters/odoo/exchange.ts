import type { Clock } from '../../ports/clock.ts'
import { SyncError, type ErrorValues } from '../../base/error/sync-error.ts'
import { OdooFailed, reasonOf } from './failure.ts'
import { faultOf } from './fault.ts'
import { LostOdooAnswer } from './lost-odoo-answer.ts'

export interface ExchangeSettings {
  readonly clock: Clock
  readonly timeoutMs: number
  /** Cuts every exchange short when the connection is closed. */
  readonly closed: AbortSignal
  readonly scrub: (text: string) => string
}

/**
 * Runs one exchange with the server within the time allowed and turns every failure into a `SyncError` with an `ODOO_*`
 * code. Answers null where the fault only says that the method returned None (odoo-facts 1). When the exchange is a write
 * that may have been carried out although its answer is missing, the error is a `LostOdooAnswer`.
 */
export async function exchange<T>(
  settings: ExchangeSettings,
  about: { readonly values: ErrorValues; readonly repeatable: boolean },
  run: (signal: AbortSignal) => Promise<T>,
): Promise<T | null> {
  const over = new AbortController()
  const cut = (): void => over.abort()
  settings.closed.addEventListener('abort', cut)
  try {
    if (settings.closed.aborted) throw new SyncError('ODOO_UNREACHABLE', { ...about.values, detail: 'closed' })
    return await Promise.race([run(over.signal), ending(settings, about, over.signal)])
  } catch (error) {
    return failed(error, settings, about)
  } finally {
    over.abort()
    settings.closed.removeEventListener('abort', cut)
  }
}

type About = Parameters<typeof exchange>[1]

/** Rejects when the time is over or the connection is closed; `over` tells that the exchange has ended anyway. */
async function ending(settings: ExchangeSettings, about: About, over: AbortSignal): Promise<never> {
  await settings.clock.sleep(settings.timeoutMs, over)
  if (over.aborted && !settings.closed.aborted) return new Promise(() => undefined)
  const values = { ...about.values, seconds: settings.timeoutMs / 1000, detail: settings.closed.aborted ? 'closed' : 'time-out' }
  const code = settings.closed.aborted ? 'ODOO_UNREACHABLE' : 'ODOO_TIMEOUT'
  throw about.repeatable ? new SyncError(code, values) : new LostOdooAnswer(code, values)
}

function failed(error: unknown, settings: ExchangeSettings, about: About): null {
  if (!(error instanceof OdooFailed)) throw error
  const fault = faultOf(error.failure)
  if (fault.code === 'none') return null
  const failure = { ...error.failure, text: settings.scrub(error.failure.text) }
  const values: ErrorValues = {
    ...about.values,
    detail: reasonOf(failure),
    ...('status' in failure && failure.kind !== 'fault' ? { status: failure.status } : {}),
    ...(failure.kind === 'network' ? { network: failure.code } : {}),
  }
  // The raw error of a transport holds the request with its key; the cause says the same without it.
  const cause = new Error(failure.text.slice(-2000))
  if (about.repeatable || fault.done === 'no') throw new SyncError(fault.code, values, { cause })
  throw new LostOdooAnswer(fault.code, values, cause)
}
