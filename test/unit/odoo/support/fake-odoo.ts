import type { ServerResponse } from 'node:http'
import type { Random } from '../../../../src/ports/random.ts'
import type { OdooSettings } from '../../../../src/adapters/odoo/settings.ts'
import { answering, type AnsweringServer, type Asked } from '../../../support/http-answers.ts'

export const key = 'k3y&<secret>"äö 0123456789'
export const calm: Random = { next: () => 0, uuid: () => '00000000-0000-4000-8000-000000000000' }

export function settingsFor(url: string, extra: Partial<OdooSettings> = {}): OdooSettings {
  return { url, database: 'shop', username: 'connector', apiKey: key, transport: 'auto', timeoutMs: 2000, ...extra }
}

/** Tells what the last call of the server is answered with: after the login, which always succeeds unless told otherwise. */
export interface Script {
  readonly version?: string
  /** What stands at `/jsonrpc` instead of Odoo, e.g. the page of a proxy. */
  readonly closed?: (response: ServerResponse) => void
  readonly login?: (asked: Asked, response: ServerResponse) => void
  readonly call?: (asked: Asked, response: ServerResponse) => void
}

const companies = '<array><data><value><int>1</int></value><value><int>3</int></value></data></array>'
const members = member('id', '<int>7</int>') + member('login', '<string>connector</string>') + member('company_ids', companies)
const user = `<array><data><value><struct>${members}</struct></value></data></array>`

/** A server that speaks just enough XML-RPC, JSON-RPC and JSON-2 to be logged in to, then does what the script says. */
export function fakeOdoo(script: Script): Promise<AnsweringServer> {
  return answering((asked, response) => {
    const { body, path } = asked
    if (body.includes('<methodName>version<'))
      return xml(response, `<struct>${member('server_version', `<string>${script.version ?? '18.0'}</string>`)}</struct>`)
    if (path.endsWith('/jsonrpc')) return jsonRpc(script, asked, response)
    if (body.includes('<methodName>authenticate<') || path.endsWith('/res.users/context_get')) {
      if (script.login !== undefined) return script.login(asked, response)
      return path.includes('/json/') ? json(response, 200, { uid: 7, lang: 'en_US' }) : xml(response, '<int>7</int>')
    }
    const model = /<string>(res\.users|ir\.config_parameter)<\/string>/.exec(body)?.[1] ?? /\/json\/2\/([^/]+)\//.exec(path)?.[1]
    if (model === 'res.users') {
      return path.includes('/json/') ? json(response, 200, [{ id: 7, login: 'connector', company_ids: [1, 3] }]) : xml(response, user)
    }
    if (model === 'ir.config_parameter') {
      return path.includes('/json/')
        ? json(response, 403, { name: 'odoo.exceptions.AccessError', message: 'no' })
        : fault(response, 4, 'no')
    }
    if (script.call !== undefined) return script.call(asked, response)
    return path.includes('/json/') ? json(response, 200, []) : xml(response, '<array><data></data></array>')
  })
}

function jsonRpc(script: Script, asked: Asked, response: ServerResponse): void {
  if (script.closed !== undefined) return script.closed(response)
  const { params }: { params: { method: string; args: unknown[] } } = JSON.parse(asked.body)
  if (params.method === 'authenticate') return script.login === undefined ? result(asked, response, 7) : script.login(asked, response)
  const model = params.args[3]
  if (model === 'res.users') return result(asked, response, [{ id: 7, login: 'connector', company_ids: [1, 3] }])
  if (model === 'ir.config_parameter') return refusal(asked, response, 'odoo.exceptions.AccessError', 'no')
  return script.call === undefined ? result(asked, response, []) : script.call(asked, response)
}

/** The protocols by the version whose best they are, and the one that is chosen there. */
export const spoken = [
  ['18.0', 'xml-rpc'],
  ['18.0', 'json-rpc'],
  ['19.0', 'json-2'],
] as const

/** The same answer in the words of the protocol. */
export function answers(transport: OdooSettings['transport'], inXml: string, value: unknown): NonNullable<Script['call']> {
  return (asked, response) => {
    if (transport === 'json-2') json(response, 200, value)
    else if (transport === 'json-rpc') result(asked, response, value)
    else xml(response, inXml)
  }
}

/** An answer of JSON-RPC; None is left out. */
export function result(asked: Asked, response: ServerResponse, value: unknown): void {
  json(response, 200, { jsonrpc: '2.0', id: JSON.parse(asked.body).id, ...(value === null ? {} : { result: value }) })
}

/** An error of JSON-RPC, as 17 and 18 tell it. */
export function refusal(asked: Asked, response: ServerResponse, name: string, message: string): void {
  const data = {
    name,
    debug: `Traceback (most recent call last):\n  File "/odoo/http.py"\n${name}: ${message}\n`,
    message,
    arguments: [message],
  }
  json(response, 200, { jsonrpc: '2.0', id: JSON.parse(asked.body).id, error: { code: 200, message: 'Odoo Server Error', data } })
}

function member(name: string, value: string): string {
  return `<member><name>${name}</name><value>${value}</value></member>`
}

export function xml(response: ServerResponse, value: string): void {
  response.setHeader('content-type', 'text/xml')
  response.end(`<?xml version='1.0'?><methodResponse><params><param><value>${value}</value></param></params></methodResponse>`)
}

export function fault(response: ServerResponse, code: number, text: string): void {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  const struct = `<struct>${member('faultCode', `<int>${code}</int>`)}${member('faultString', `<string>${escaped}</string>`)}</struct>`
  response.setHeader('content-type', 'text/xml')
  response.end(`<?xml version='1.0'?><methodResponse><fault><value>${struct}</value></fault></methodResponse>`)
}

export function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify(body))
}
