import { OdooFailed, type OdooFailure } from './failure.ts'
import { received, type ReceivedAnswer } from './json-2.ts'
import { property, textProperty } from '../../ports/odoo/property.ts'
import { addressOf, type OdooSettings } from './settings.ts'
import type { OdooCall, Transport } from './transport.ts'

const headers = { 'content-type': 'application/json', accept: 'application/json' }

/** Speaks to Odoo through JSON-RPC (17, 18 and 19): the methods and values by place of XML-RPC, in JSON (odoo-facts 12). */
export function jsonRpcTransport(base: URL, settings: OdooSettings, fetcher: typeof fetch): Transport {
  const address = addressOf(base, '/jsonrpc')
  let last = 0
  let userId = 0

  /** The key is in the body: nothing that fails here may quote it. */
  async function post(service: string, method: string, args: readonly unknown[], signal: AbortSignal): Promise<unknown> {
    last += 1
    const id = last
    const body = JSON.stringify({ jsonrpc: '2.0', method: 'call', id, params: { service, method, args } })
    return valueOf(await received(fetcher, address, { method: 'POST', headers, body, signal, redirect: 'manual' }), id)
  }

  return {
    kind: 'json-rpc',
    async login(signal) {
      const answer = await post('common', 'authenticate', [settings.database, settings.username, settings.apiKey, {}], signal)
      if (answer === false) throw new OdooFailed({ kind: 'login', text: 'the user name or the key is wrong' })
      if (typeof answer !== 'number') throw new OdooFailed({ kind: 'page', status: 200, text: 'the answer to the login is no number' })
      userId = answer
      return answer
    },
    execute(call, signal) {
      const { database, apiKey } = settings
      return post('object', 'execute_kw', [database, userId, apiKey, call.model, call.method, ...parametersOf(call)], signal)
    },
    close: () => undefined,
  }
}

/** Whether the way itself is closed: no Odoo answered there, and none that is only busy or down for now. */
export function isClosed(failure: OdooFailure): boolean {
  if (failure.kind === 'exception') return failure.name.endsWith('.NotFound')
  return failure.kind === 'page' && failure.status < 500 && failure.status !== 429
}

function parametersOf(call: OdooCall): unknown[] {
  return [call.positional.map(([, value]) => value), { ...call.named, context: call.context }]
}

/** The value of an answer; a method that returns None has none (odoo-facts 12). Throws `OdooFailed`. */
function valueOf({ status, text }: ReceivedAnswer, id: number): unknown {
  const answer = parsed(text)
  if (status !== 200 || property(answer, 'jsonrpc') !== '2.0') throw new OdooFailed({ kind: 'page', status, text })
  const error = property(answer, 'error')
  if (error !== undefined) throw new OdooFailed(jsonRpcFailure(error))
  if (property(answer, 'id') !== id) throw new OdooFailed({ kind: 'page', status, text: 'the answer to another call' })
  return property(answer, 'result') ?? null
}

/** What the error of an answer says. Its number says nothing: 200 in 17 and 18, 0 in 19 (odoo-facts 12). */
export function jsonRpcFailure(error: unknown): OdooFailure {
  const data = property(error, 'data')
  const text = textProperty(data, 'message') ?? textProperty(error, 'message') ?? ''
  return { kind: 'exception', status: 200, name: textProperty(data, 'name') ?? '', text }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
