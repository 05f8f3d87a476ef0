import type { ServerResponse } from 'node:http'
import type { FaultEffect } from '../faults/fault.ts'
import { drop, sendHtml, sendJson } from './wire.ts'

/** What Shopify says to a token it does not know: `errors` is a text (shopify-facts 2). */
export const unauthorizedBody = { errors: '[API] Invalid API key or access token (unrecognized login or wrong password)' }

/** Ends the answer the way the fault wants it at this moment. The HTTP status (zero: cut), or undefined when the request goes on. */
export function fail(effect: FaultEffect | undefined, when: 'before' | 'after', response: ServerResponse): number | undefined {
  if (effect === undefined) return undefined
  if (effect.kind === 'unauthorized') {
    if (when === 'after') return undefined
    sendJson(response, 401, unauthorizedBody)
    return 401
  }
  if (!('when' in effect) || effect.when !== when || effect.kind === 'stall') return undefined
  if (effect.kind === 'drop') {
    drop(response)
    return 0
  }
  if (effect.kind === 'html') sendHtml(response, effect.status)
  else sendJson(response, effect.status, { errors: 'Internal Server Error' })
  return effect.status
}

/** The name of a fault in the request log. */
export function faultName(effect: FaultEffect): string {
  const when = 'when' in effect ? `-${effect.when}` : ''
  return effect.kind === 'status' || effect.kind === 'html' ? `${effect.kind}-${effect.status}${when}` : `${effect.kind}${when}`
}
