import { OdooFailed, type OdooFailure } from './failure.ts'
import { networkFailure } from './network-failure.ts'
import { numberProperty, textProperty } from '../../ports/odoo/property.ts'
import { addressOf, type OdooSettings } from './settings.ts'
import type { OdooCall, Transport } from './transport.ts'

/** Speaks to Odoo through the JSON-2 API (from 19 on): named arguments only, one transaction per call (odoo-facts 12). */
export function json2Transport(base: URL, settings: OdooSettings, fetcher: typeof fetch): Transport {
  const headers = {
    'content-type': 'application/json',
    accept: 'application/json',
    authorization: `bearer ${settings.apiKey}`,
    'x-odoo-database': settings.database,
  }

  async function post(call: OdooCall, signal: AbortSignal): Promise<unknown> {
    const path = `/json/2/${encodeURIComponent(call.model)}/${encodeURIComponent(call.method)}`
    const body = JSON.stringify({ ...Object.fromEntries(call.positional), ...call.named, context: call.context })
    const answer = await received(fetcher, addressOf(base, path), { method: 'POST', headers, body, signal, redirect: 'manual' })
    const value = parsed(answer.text)
    if (answer.status !== 200 || value === unreadable) throw new OdooFailed(json2Failure(answer.status, answer.text, value))
    return value
  }

  return {
    kind: 'json-2',
    async login(signal) {
      const asked = { model: 'res.users', method: 'context_get', positional: [], named: {}, context: {}, repeatable: true }
      const userId = numberProperty(await post(asked, signal), 'uid')
      if (userId === undefined) throw new OdooFailed({ kind: 'page', status: 200, text: 'the answer to the login has no uid' })
      return userId
    },
    execute: post,
    close: () => undefined,
  }
}

/** What a JSON-2 answer that is no success says: an exception of Odoo, or a page of somebody else. */
export function json2Failure(status: number, text: string, value: unknown = parsed(text)): OdooFailure {
  const name = textProperty(value, 'name')
  const message = textProperty(value, 'message')
  if (status === 200 || name === undefined || message === undefined) return { kind: 'page', status, text }
  return { kind: 'exception', status, name, text: message }
}

export interface ReceivedAnswer {
  readonly status: number
  readonly text: string
}

/** Fetches and reads the whole answer as text. Throws `OdooFailed` when there is none. */
export async function received(fetcher: typeof fetch, address: string, request: RequestInit): Promise<ReceivedAnswer> {
  try {
    const response = await fetcher(address, request)
    return { status: response.status, text: await response.text() }
  } catch (error) {
    throw new OdooFailed(networkFailure(error))
  }
}

const unreadable = Symbol('unreadable')

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return unreadable
  }
}
