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
  readonly login?: (asked: Asked, response: ServerResponse) => void
  readonly call?: (asked: Asked, response: ServerResponse) => void
}

const companies = '<array><data><value><int>1</int></value><value><int>3</int></value></data></array>'
const members = member('id', '<int>7</int>') + member('login', '<string>connector</string>') + member('company_ids', companies)
const user = `<array><data><value><struct>${members}</struct></value></data></array>`

/** A server that speaks just enough XML-RPC and JSON-2 to be logged in to, then does what the script says. */
export function fakeOdoo(script: Script): Promise<AnsweringServer> {
  return answering((asked, response) => {
    const { body, path } = asked
    if (body.includes('<methodName>version<'))
      return xml(response, `<struct>${member('server_version', `<string>${script.version ?? '18.0'}</string>`)}</struct>`)
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
