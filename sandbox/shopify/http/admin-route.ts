import type { IncomingMessage, ServerResponse } from 'node:http'
import type { FaultEffect } from '../faults/fault.ts'
import type { Answer } from '../graphql/answer.ts'
import { idempotencyKeyIn } from './key-in-request.ts'
import { shopContext } from '../graphql/show.ts'
import type { LevelView } from '../model/level-table.ts'
import type { GraphqlRequest } from '../graphql/shopify-graphql.ts'
import type { RequestEntry } from '../requests/request-entry.ts'
import type { Shop } from '../shop.ts'
import { fail, faultName, unauthorizedBody } from './fault-step.ts'
import { operationNameOf } from './operation-name.ts'
import { parseObject, readBody, sendJson } from './wire.ts'
import { isPlainObject } from '../../../src/base/plain-object.ts'

/** Answers `POST /admin/api/<version>/graphql.json`, with the faults that are planned for it. */
export async function adminRoute(shop: Shop, asked: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const version = shop.answeringVersion(asked)
  const wanted = graphqlRequest(await readBody(request))
  const named = operationNameOf(wanted?.query ?? '', wanted?.operationName ?? null)
  const effect = shop.faults.take(`${named.operation} ${named.field}`)
  const note = (outcome: string, status: number, answer?: Answer) => {
    const entry: RequestEntry = {
      at: shop.clock.now(),
      ...named,
      apiVersion: version ?? asked,
      variables: wanted?.variables ?? {},
      key: wanted === undefined ? null : idempotencyKeyIn(wanted),
      outcome,
      status,
      executed: answer !== undefined && ranOutcomes.has(answer.outcome),
      requestedCost: answer?.requestedCost ?? 0,
      actualCost: answer?.actualCost ?? 0,
    }
    shop.log.add(entry)
  }

  await stall(shop, effect, 'before')
  const early = fail(effect, 'before', response)
  if (early !== undefined) return note(effect === undefined ? '' : faultName(effect), early)
  const token = request.headers['x-shopify-access-token']
  if (typeof token !== 'string' || !shop.tokens.accepts(token)) {
    sendJson(response, 401, unauthorizedBody)
    return note('unauthorized', 401)
  }
  if (version === undefined) {
    sendJson(response, 404, { errors: 'Not Found' })
    return note('errors', 404)
  }
  if (wanted === undefined) {
    sendJson(response, 400, { errors: { query: 'Required parameter missing or invalid' } })
    return note('errors', 400)
  }

  const operation = { ...named, variables: wanted.variables }
  const context = shopContext({
    model: shop.model,
    levels: levelsSeen(shop, effect),
    identity: shop.identity,
    scopes: shop.scopes,
    apiVersion: version,
    apiVersions: shop.apiVersions,
    subscriptions: shop.subscriptions,
    beforeCommit: async () => {
      await stall(shop, effect, 'during')
      await shop.hooks.beforeCommit?.(operation)
    },
  })
  const answer = await shop.graphql(version).answer(wanted, context, effect?.kind === 'throttle')
  await shop.hooks.afterExecute?.(operation, answer)
  await stall(shop, effect, 'after')
  const late = fail(effect, 'after', response)
  if (late !== undefined) return note(effect === undefined ? '' : faultName(effect), late, answer)
  const told = effect?.kind === 'version' ? effect.version : version
  note(answer.outcome, 200, answer)
  sendJson(response, 200, answer.body, { 'X-Shopify-API-Version': told, 'X-Request-Id': shop.random.uuid() })
}

/** The levels that a request gets to see: those of now, unless its answer lags behind. */
function levelsSeen({ model, clock }: Shop, effect: FaultEffect | undefined): LevelView {
  const { levels } = model.state
  if (effect?.kind === 'read-lag') return levels.asOf(clock.now() - effect.ms)
  return levels.ago(effect?.kind === 'stale-read' ? effect.writesAgo : 0)
}

const ranOutcomes: ReadonlySet<string> = new Set(['ok', 'user-errors', 'errors'])

async function stall(shop: Shop, effect: FaultEffect | undefined, when: 'before' | 'during' | 'after'): Promise<void> {
  if (effect?.kind === 'stall' && effect.when === when) await shop.clock.sleep(effect.ms)
}

function graphqlRequest(text: string): GraphqlRequest | undefined {
  const body = parseObject(text)
  const query = body?.['query']
  if (typeof query !== 'string') return undefined
  const { variables, operationName } = body ?? {}
  return {
    query,
    variables: isPlainObject(variables) ? variables : {},
    operationName: typeof operationName === 'string' ? operationName : null,
  }
}
