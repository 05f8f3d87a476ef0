import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Shop } from '../shop.ts'
import { fail } from './fault-step.ts'
import { parseObject, readBody, sendJson } from './wire.ts'

/** Answers `POST /admin/oauth/access_token`, form or JSON. Faults know it as `access_token`. */
export async function tokenRoute(shop: Shop, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await readBody(request)
  const effect = shop.faults.take('access_token')
  if (effect?.kind === 'stall') await shop.clock.sleep(effect.ms)
  if (fail(effect, 'before', response) !== undefined) return
  const answer = shop.tokens.issue(formOf(body), shop.scopes)
  if (fail(effect, 'after', response) === undefined) sendJson(response, answer.status, answer.body)
}

function formOf(body: string): Record<string, string> {
  const json = parseObject(body)
  if (json === undefined) return Object.fromEntries(new URLSearchParams(body))
  return Object.fromEntries(Object.entries(json).filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
}
