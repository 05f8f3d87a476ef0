import { createAdminApiClient } from '@shopify/admin-api-client'
import type { Clock } from '../../ports/clock.ts'
import type { Exchange } from './exchange.ts'
import { readCost, readFaults, readRetryAfter } from './read-answer.ts'
import type { CheckedSettings } from './settings.ts'
import { timedFetch, type Reply } from './timed-fetch.ts'

export type Variables = Readonly<Record<string, unknown>>

/** Sends one document once. Rejects only when Shopify's client itself refuses its configuration. */
export type Send = (text: string, variables: Variables, accessToken: string) => Promise<Exchange>

/** Statuses whose answers have no body, by the rules of HTTP. */
const bodiless = new Set([204, 205, 304])

/**
 * Sends through Shopify's own client. Each call gets a client of its own, because a client can neither change its token
 * nor say why a call failed; its retries are off, because it resends mutations blindly and reads Retry-After as
 * milliseconds, and its log is off, because it logs the token (shopify-facts 8).
 */
export function transport(settings: CheckedSettings, tools: { readonly fetch: typeof fetch; readonly clock: Clock }): Send {
  const { shop, apiVersion, baseUrl, timeoutMs } = settings
  return async (text, variables, accessToken) => {
    let reply: Reply | null = null
    const client = createAdminApiClient({
      storeDomain: shop,
      apiVersion,
      accessToken,
      retries: 0,
      userAgentPrefix: 'node-red-contrib-odoo-shopify-inventory',
      logger: () => undefined,
      // Without this the client refuses to work as soon as any package in the process has made a global `window` (ADR 9).
      isTesting: true,
      customFetchApi: async (url, init = {}) => {
        const { method, headers, body } = init
        reply = await timedFetch({ ...tools, timeoutMs }, `${baseUrl}${new URL(url).pathname}`, {
          ...(method === undefined ? {} : { method }),
          ...(headers === undefined ? {} : { headers }),
          ...(body === undefined ? {} : { body }),
        })
        if (reply.kind !== 'answer') throw new Error(reply.kind)
        return new Response(bodiless.has(reply.status) ? null : reply.body, { status: reply.status, headers: reply.headers })
      },
    })
    const parsed = await client.request<unknown>(text, { variables })
    return exchangeOf(reply, parsed)
  }
}

type Parsed = Awaited<ReturnType<ReturnType<typeof createAdminApiClient>['request']>>

function exchangeOf(reply: Reply | null, parsed: Parsed): Exchange {
  if (reply === null) return { kind: 'cut', sent: false, detail: parsed.errors?.message ?? 'nothing was sent' }
  if (reply.kind !== 'answer') return reply
  const data: unknown = parsed.data
  return {
    kind: 'answer',
    status: reply.status,
    version: reply.headers.get('x-shopify-api-version'),
    retryAfter: readRetryAfter(reply.headers.get('retry-after')),
    data,
    // The client leaves the body of a refusal alone.
    errors: readFaults(reply.status === 200 ? parsed.errors?.graphQLErrors : errorsIn(reply.body)),
    cost: readCost(parsed.extensions),
    contentType: reply.headers.get('content-type') ?? 'no content type',
  }
}

function errorsIn(body: string): unknown {
  try {
    const parsed: unknown = JSON.parse(body)
    return typeof parsed === 'object' && parsed !== null && 'errors' in parsed ? parsed.errors : undefined
  } catch {
    return undefined
  }
}
