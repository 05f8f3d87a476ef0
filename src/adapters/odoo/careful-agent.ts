import { Agent as HttpAgent, ClientRequest, type IncomingMessage } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import { setImmediate } from 'node:timers/promises'
import { property } from '../../ports/odoo/property.ts'

/** Characters that the XML parser gets at once: two to three milliseconds of work. */
const slice = 16_384

/**
 * An agent for the XML-RPC client, which pipes an answer into its parser. With this one the answer comes in slices, between
 * which the event loop is free (odoo-facts 5: four megabytes of XML take a second), and what the parser throws fails the
 * call: some malformed answers make it throw where nobody catches, which would end the process.
 */
export function carefulAgent(protocol: string, keepAlive: boolean): HttpAgent {
  const agent = protocol === 'https:' ? new HttpsAgent({ keepAlive }) : new HttpAgent({ keepAlive })
  const addRequest = property(agent, 'addRequest')
  if (typeof addRequest !== 'function') return agent
  const adding = (request: unknown, ...rest: unknown[]): void => {
    if (request instanceof ClientRequest) request.prependOnceListener('response', readCarefully)
    Reflect.apply(addRequest, agent, [request, ...rest])
  }
  Object.defineProperty(agent, 'addRequest', { value: adding })
  return agent
}

function readCarefully(response: IncomingMessage): void {
  const pipe = (parser: unknown): unknown => {
    void feed(response, parser)
    return parser
  }
  Object.defineProperty(response, 'pipe', { value: pipe })
}

/** Never rejects: the client listens for errors of the response before it pipes. */
async function feed(response: IncomingMessage, parser: unknown): Promise<void> {
  try {
    const [write, end] = [property(parser, 'write'), property(parser, 'end')]
    if (typeof write !== 'function' || typeof end !== 'function') throw new TypeError('the answer is piped into something else')
    for await (const chunk of response) {
      const text = String(chunk)
      for (let start = 0; start < text.length; start += slice) {
        Reflect.apply(write, parser, [text.slice(start, start + slice)])
        await setImmediate()
      }
    }
    Reflect.apply(end, parser, [])
  } catch (error) {
    response.emit('error', error)
  }
}
