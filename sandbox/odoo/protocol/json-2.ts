import type { IncomingHttpHeaders } from 'node:http'
import { opens, type Account } from '../account.ts'
import { jsonErrorOf } from '../error/fault-code.ts'
import { PythonError } from '../error/python-error.ts'
import { runCall, takeContext } from '../orm/call.ts'
import { isRecord, type Json } from '../orm/json.ts'
import type { Transaction } from '../record/transaction.ts'
import { userEnv, type World } from '../world.ts'
import { errorPage, htmlReply, jsonReply, type Reply } from './reply.ts'
import { serveCall, type Served } from './serve-call.ts'

export interface JsonTwoRequest {
  readonly httpMethod: string
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** POST /json/2/<model>/<method>, in 19: named arguments, one transaction per call (odoo-facts 12). */
export async function serveJsonTwo(served: Served, request: JsonTwoRequest): Promise<Reply | 'cut'> {
  const { world } = served
  const database = request.headers['x-odoo-database']
  if (database !== undefined && database !== world.databaseName) return noDatabase()
  const [model, method, ...more] = request.path.split('/').slice(3).map(decodeURIComponent)
  if (request.httpMethod !== 'POST' || model === undefined || method === undefined || more.length > 0) {
    return refuse(new PythonError('werkzeug.exceptions.NotFound', 'Did you mean POST /json/2/<model>/<method>?'))
  }
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) return wrongType()
  const account = accountOf(world, request.headers.authorization)
  return serveCall(served, {
    subject: { transport: 'json-2', model, method },
    login: account instanceof PythonError ? '' : account.login,
    work: (tx) => {
      if (account instanceof PythonError) throw account
      return perform(world, tx, account, { model, method, body: request.body })
    },
    answer: (value) => jsonReply(200, value),
    refuse: (error) => refuse(error.pythonName === 'odoo.exceptions.AccessDenied' ? unauthorized('Invalid apikey') : error),
  })
}

function perform(world: World, tx: Transaction, account: Account, call: { model: string; method: string; body: string }): Json {
  const sent = parse(call.body)
  const { ids, ...others } = isRecord(sent) ? sent : {}
  const { context, named } = takeContext(others)
  const env = userEnv(world, tx, account, context)
  return runCall(env, { protocol: 'json-2', model: call.model, method: call.method, positional: [], named, ids })
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    throw new PythonError('werkzeug.exceptions.BadRequest', 'could not parse the body as json: Expecting value: line 1 column 1 (char 0)')
  }
}

function accountOf(world: World, authorization: string | undefined): Account | PythonError {
  const key = /^bearer\s+(.+)$/i.exec(authorization ?? '')?.[1]
  if (key === undefined) return unauthorized('User not authenticated, use an API Key with a Bearer Authorization header.')
  return [...world.accounts.values()].find((account) => opens(account, key, world.clock.now())) ?? unauthorized('Invalid apikey')
}

function unauthorized(message: string): PythonError {
  return new PythonError('werkzeug.exceptions.Unauthorized', message)
}

function refuse(error: PythonError): Reply {
  const { status, body } = jsonErrorOf(error)
  return jsonReply(status, body)
}

function noDatabase(): Reply {
  return htmlReply(
    404,
    '<!DOCTYPE html>\n<title>404 Not Found</title>\n<h1>Not Found</h1>\n' +
      '<p>No database is selected and the requested URL was not found in the server-wide controllers.</p>\n' +
      '<p>Please verify the hostname, <a href=/web/login>login</a> and try again.</p>\n\n' +
      '<!-- Alternatively, use the X-Odoo-Database header. -->\n',
  )
}

function wrongType(): Reply {
  return errorPage(
    415,
    'Request inferred type is compatible with [&#39;http&#39;] but &#39;/json/2/&lt;__model__&gt;/&lt;__method__&gt;&#39; is ' +
      'type=&#39;json2&#39;.<br><br>Please verify the Content-Type request header and try again.',
  )
}
