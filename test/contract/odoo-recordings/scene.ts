import assert from 'node:assert/strict'
import xmlrpc from 'xmlrpc'
import { adminGroups, connectorGroups } from '../../../sandbox/odoo/account.ts'
import type { MajorVersion } from '../../../sandbox/odoo/major-version.ts'
import { type OdooSandbox, startOdooSandbox } from '../../../sandbox/odoo/odoo-sandbox.ts'
import type { RecordedFault } from './recording.ts'

export type Login = 'connector' | 'admin' | 'plain'

/** What came back over XML-RPC or JSON-RPC, in the form of the recordings. */
export type Answer = { readonly result: unknown } | { readonly fault: RecordedFault }

/** A simulated Odoo with three users, and the raw XML-RPC client that the recordings were made with, or the same calls over JSON-RPC. */
export class Scene {
  readonly sandbox: OdooSandbox
  readonly version: MajorVersion
  readonly #transport: 'xml-rpc' | 'json-rpc'
  readonly #uids = new Map<Login, number>()

  private constructor(sandbox: OdooSandbox, transport: 'xml-rpc' | 'json-rpc') {
    this.sandbox = sandbox
    this.#transport = transport
    this.version = sandbox.majorVersion
  }

  static async open(majorVersion: MajorVersion, transport: 'xml-rpc' | 'json-rpc' = 'xml-rpc'): Promise<Scene> {
    const users = [
      { login: 'connector', apiKey: 'connector-key', companyIds: [1], groups: connectorGroups },
      { login: 'admin', apiKey: 'admin-key', companyIds: [1, 2], groups: adminGroups },
      { login: 'plain', apiKey: 'plain-key', companyIds: [1], groups: ['base.group_user'] },
    ]
    return new Scene(await startOdooSandbox({ majorVersion, database: 'demo-db', users }), transport)
  }

  /** A call of a model's method, as that user. */
  async call(
    login: Login,
    model: string,
    method: string,
    args: readonly unknown[],
    named: Readonly<Record<string, unknown>> = {},
  ): Promise<Answer> {
    const uid = await this.uid(login)
    return this.raw('object', 'execute_kw', ['demo-db', uid, `${login}-key`, model, method, args, named])
  }

  /** The same, when it must succeed. */
  async result(
    login: Login,
    model: string,
    method: string,
    args: readonly unknown[],
    named: Readonly<Record<string, unknown>> = {},
  ): Promise<unknown> {
    const answer = await this.call(login, model, method, args, named)
    if ('fault' in answer) throw new Error(answer.fault.message)
    return answer.result
  }

  /** The first id that a domain finds. */
  async id(model: string, domain: readonly unknown[]): Promise<number> {
    const ids = await this.result('admin', model, 'search', [domain], { limit: 1 })
    const [id]: unknown[] = Array.isArray(ids) ? ids : []
    assert.ok(typeof id === 'number', `a ${model} is there`)
    return id
  }

  location(name: string): Promise<number> {
    return this.id('stock.location', [['complete_name', '=', name]])
  }

  product(sku: string): Promise<number> {
    return this.id('product.product', [['default_code', '=', sku]])
  }

  async uid(login: Login): Promise<number> {
    const known = this.#uids.get(login)
    if (known !== undefined) return known
    const answer = await this.raw('common', 'authenticate', ['demo-db', login, `${login}-key`, {}])
    assert.ok('result' in answer && typeof answer.result === 'number')
    this.#uids.set(login, answer.result)
    return answer.result
  }

  raw(service: string, method: string, params: readonly unknown[]): Promise<Answer> {
    if (this.#transport === 'json-rpc') return this.#jsonRpc(service, method, params)
    const client = xmlrpc.createClient({ url: `${this.sandbox.url}/xmlrpc/2/${service}` })
    return new Promise((resolve) => {
      client.methodCall(method, [...params], (error: unknown, result: unknown) => resolve(error ? { fault: faultOf(error) } : { result }))
    })
  }

  async #jsonRpc(service: string, method: string, args: readonly unknown[]): Promise<Answer> {
    const body = { jsonrpc: '2.0', method: 'call', id: 7, params: { service, method, args } }
    const { status, body: answer } = await this.json('/jsonrpc', body)
    const { id, result, error }: { id?: unknown; result?: unknown; error?: object } = Object(answer)
    assert.deepEqual([status, id], [200, 7])
    return error === undefined ? { result: result ?? null } : { fault: faultOfJsonRpc(error, this.version) }
  }

  /** A JSON-2 call; `headers` replace the usual ones, an undefined one is left out. */
  async json(path: string, body: unknown, headers: Readonly<Record<string, string | undefined>> = {}) {
    const usual = { authorization: 'bearer connector-key', 'x-odoo-database': 'demo-db', 'content-type': 'application/json' }
    const sent = Object.entries({ ...usual, ...headers }).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))
    const response = await fetch(`${this.sandbox.url}${path}`, {
      method: 'POST',
      headers: Object.fromEntries(sent),
      body: JSON.stringify(body),
    })
    const type = response.headers.get('content-type') ?? ''
    const text = await response.text()
    const read: unknown = type.startsWith('application/json') ? JSON.parse(text) : text
    return { status: response.status, type, body: read }
  }

  close(): Promise<void> {
    return this.sandbox.stop()
  }
}

/** The fault that XML-RPC makes of the same exception. */
function faultOfJsonRpc(error: object, version: MajorVersion): RecordedFault {
  const { code, message, data }: { code?: unknown; message?: unknown; data?: { name?: unknown; message?: unknown } } = Object(error)
  assert.deepEqual([code, message], [version === 19 ? 0 : 200, 'Odoo Server Error'])
  const [name, text] = [String(data?.name), String(data?.message)]
  const faultCode = faultCodes[name.replace('odoo.exceptions.', '')] ?? 1
  const faultString = faultCode === 1 ? `Traceback (most recent call last):\n${name.replace('builtins.', '')}: ${text}` : text
  return { code: faultCode, faultCode, faultString, httpStatus: 200 }
}

const faultCodes: Readonly<Record<string, number>> = { AccessDenied: 3, AccessError: 4, UserError: 2, ValidationError: 2, MissingError: 2 }

function faultOf(error: unknown): RecordedFault {
  const found: { message?: unknown; code?: unknown; faultCode?: unknown; faultString?: unknown; res?: { statusCode?: unknown } } =
    Object(error)
  return {
    ...(typeof found.message === 'string' ? { message: found.message } : {}),
    ...(typeof found.code === 'string' || typeof found.code === 'number' ? { code: found.code } : {}),
    ...(typeof found.faultCode === 'number' ? { faultCode: found.faultCode } : {}),
    ...(typeof found.faultString === 'string' ? { faultString: found.faultString } : {}),
    ...(typeof found.res?.statusCode === 'number' ? { httpStatus: found.res.statusCode } : {}),
  }
}
