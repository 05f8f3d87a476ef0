import { IncomingMessage, type Agent } from 'node:http'
import OdooAwait from 'odoo-await'
import { carefulAgent } from './careful-agent.ts'
import { OdooFailed } from './failure.ts'
import { property, textProperty } from '../../ports/odoo/property.ts'
import { pathOf, type OdooSettings } from './settings.ts'
import type { OdooCall, Transport } from './transport.ts'
import { xmlRpcFailure } from './xml-rpc-failure.ts'

interface CallOptions {
  readonly signal: AbortSignal
  readonly agent: Agent
}

/**
 * `odoo-await` with what it lacks (odoo-facts 12): a way to cut a call short, idle connections, and the path of the base
 * address. It asks for its options at the start of every call, before it first waits; that is where they are handed in.
 */
class Client extends OdooAwait {
  readonly #base: URL
  #next: CallOptions | undefined

  constructor(base: URL, settings: OdooSettings) {
    super({ baseUrl: base.origin, db: settings.database, username: settings.username, password: settings.apiKey })
    this.#base = base
  }

  override createClientOptions(path: string): ReturnType<OdooAwait['createClientOptions']> {
    const options = { ...super.createClientOptions(pathOf(this.#base, path)), ...this.#next }
    this.#next = undefined
    return options
  }

  with(options: CallOptions): this {
    this.#next = options
    return this
  }
}

/** Speaks to Odoo through XML-RPC (17, 18 and 19). */
export function xmlRpcTransport(base: URL, settings: OdooSettings): Transport {
  const idle = carefulAgent(base.protocol, true)
  const fresh = carefulAgent(base.protocol, false)
  const client = new Client(base, settings)
  return {
    kind: 'xml-rpc',
    async login(signal) {
      const userId: unknown = await caught(() => client.with({ signal, agent: idle }).connect())
      if (typeof userId !== 'number') throw new OdooFailed({ kind: 'page', status: 200, text: 'the answer to the login is no number' })
      return userId
    },
    async execute(call, signal) {
      // An idle connection may die while it is chosen; that is harmless for a read and an uncertain write otherwise.
      const options = { signal, agent: call.repeatable ? idle : fresh }
      const answer = await caught(() => client.with(options).execute_kw(call.model, call.method, parametersOf(call)))
      // Odoo has no empty answer: None is a fault (odoo-facts 1).
      if (answer === undefined) throw new OdooFailed({ kind: 'page', status: 200, text: 'an answer without a value' })
      return answer
    },
    close() {
      idle.destroy()
      fresh.destroy()
    },
  }
}

/** Always a fresh array: `odoo-await` puts the key in front of the array that it is given (odoo-facts 12). */
function parametersOf(call: OdooCall): unknown[] {
  return [call.positional.map(([, value]) => value), { ...call.named, context: call.context }]
}

async function caught(send: () => Promise<unknown>): Promise<unknown> {
  let answer: Promise<unknown>
  try {
    answer = send()
  } catch (error) {
    const text = textProperty(error, 'message') ?? ''
    throw new OdooFailed({ kind: 'exception', status: 0, name: 'not sent', text: `cannot be put into XML: ${text}` })
  }
  try {
    return await answer
  } catch (error) {
    const unread = property(error, 'res')
    if (unread instanceof IncomingMessage) unread.destroy()
    throw new OdooFailed(xmlRpcFailure(error))
  }
}
