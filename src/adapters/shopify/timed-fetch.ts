import type { Clock } from '../../ports/clock.ts'

/** What came back over the network. `sent: false`: the request certainly did not reach the other side. */
export type Reply =
  | { readonly kind: 'answer'; readonly status: number; readonly headers: Headers; readonly body: string }
  | { readonly kind: 'time-out' }
  | { readonly kind: 'cut'; readonly sent: boolean; readonly detail: string }

export interface TimedRequest {
  readonly method?: string
  readonly headers?: HeadersInit
  readonly body?: string
}

/**
 * Fetches and reads the whole answer within the time. Never rejects. Redirects are not followed: a mutation would become
 * a read on the way, and the token would go to another address.
 */
export async function timedFetch(
  tools: { readonly fetch: typeof fetch; readonly clock: Clock; readonly timeoutMs: number },
  url: string,
  { method = 'GET', headers = {}, body }: TimedRequest,
): Promise<Reply> {
  const stop = new AbortController()
  const over = new AbortController()
  let timedOut = false
  const alarm = tools.clock.sleep(tools.timeoutMs, over.signal).then(() => {
    if (over.signal.aborted) return
    timedOut = true
    stop.abort()
  })
  try {
    const response = await tools.fetch(url, {
      method,
      headers,
      redirect: 'manual',
      signal: stop.signal,
      ...(body === undefined ? {} : { body }),
    })
    return { kind: 'answer', status: response.status, headers: response.headers, body: await response.text() }
  } catch (error) {
    return timedOut ? { kind: 'time-out' } : { kind: 'cut', ...cutOf(error) }
  } finally {
    over.abort()
    await alarm
  }
}

/** Codes that are only raised before a request goes out: no address, no connection, no trust in the certificate. */
const beforeSending = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
])

/** The code of the fault, never its message: a message can quote what was sent. */
function cutOf(error: unknown): { sent: boolean; detail: string } {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++) {
    const code = 'code' in at && typeof at.code === 'string' ? at.code : null
    const connecting = 'syscall' in at && at.syscall === 'connect'
    if (code !== null) return { sent: !connecting && !beforeSending.has(code), detail: code }
  }
  return { sent: true, detail: error instanceof Error ? error.name : typeof error }
}
