import { opens, type Account } from '../account.ts'
import { faultOf } from '../error/fault-code.ts'
import { accessDenied, PythonError } from '../error/python-error.ts'
import { runCall, takeContext } from '../orm/call.ts'
import { type Json, textOr } from '../orm/json.ts'
import type { Transaction } from '../record/transaction.ts'
import { userEnv, type World } from '../world.ts'
import { type Reply, xmlReply } from './reply.ts'
import { type RpcRequest, serveCall, type Served } from './serve-call.ts'
import { readMethodCall, type XmlCall } from './xml-read.ts'
import { faultResponse, methodResponse } from './xml-write.ts'

/** /xmlrpc/2/common and /xmlrpc/2/object: always HTTP 200, errors are faults (odoo-facts 11). */
export async function serveXmlRpc(served: Served, service: string, body: string): Promise<Reply | 'cut'> {
  const request = requestOf(served.world, service, body)
  if (request instanceof PythonError) return refuse(request)
  const isLogin = request.subject.method === 'authenticate'
  return serveCall(served, {
    ...request,
    answer: (value) => xmlReply(methodResponse(value)),
    refuse: (error) => (isLogin && error.pythonName === 'odoo.exceptions.AccessDenied' ? xmlReply(methodResponse(false)) : refuse(error)),
  })
}

type Part = Omit<RpcRequest, 'answer' | 'refuse'>

function requestOf(world: World, service: string, body: string): Part | PythonError {
  try {
    const call = readMethodCall(body)
    if (service === 'common') return commonRequest(world, call)
    return service === 'object' ? objectRequest(world, call) : new PythonError('KeyError', `'${service}'`)
  } catch (error) {
    if (error instanceof PythonError) return error
    throw error
  }
}

function refuse(error: PythonError): Reply {
  const { code, text } = faultOf(error)
  return xmlReply(faultResponse(code, text))
}

function commonRequest(world: World, call: XmlCall): Part {
  const subject = { transport: 'xml-rpc', model: 'common', method: call.method } as const
  const login = textOr(call.params[1], '')
  switch (call.method) {
    case 'version':
      return { subject, login: '', work: () => versionInfo(world) }
    case 'authenticate':
    case 'login':
      return { subject, login, work: () => authenticate(world, call.params) }
    default:
      throw new PythonError('Exception', `Method not found: ${call.method}`)
  }
}

function versionInfo(world: World): Json {
  return {
    server_version: `${world.version}.0`,
    server_version_info: [world.version, 0, 0, 'final', 0, ''],
    server_serie: `${world.version}.0`,
    protocol_version: 1,
  }
}

function authenticate(world: World, [database, login, password]: readonly unknown[]): Json {
  checkDatabase(world, database)
  const account = world.accounts.get(String(login))
  return account !== undefined && opens(account, password, world.clock.now()) ? account.userId : false
}

function objectRequest(world: World, call: XmlCall): Part {
  const [database, userId, password, model, method, ...rest] = call.params
  const subject = { transport: 'xml-rpc', model: String(model), method: String(method) } as const
  const account = accountOf(world, userId)
  const work = (tx: Transaction): Json => {
    checkDatabase(world, database)
    // A login that was taken is kept in memory: a key that is over opens until the server is started anew.
    if (account === undefined || account.apiKey !== password) throw accessDenied()
    const [args, kwargs] = call.method === 'execute_kw' ? rest : [rest, {}]
    const positional: unknown[] = Array.isArray(args) ? args : []
    const { context, named } = takeContext(kwargs)
    return runCall(userEnv(world, tx, account, context), { protocol: 'xml-rpc', ...subject, positional, named })
  }
  return { subject, login: account?.login ?? '', work }
}

function accountOf(world: World, userId: unknown): Account | undefined {
  return [...world.accounts.values()].find((account) => account.userId === userId)
}

function checkDatabase(world: World, name: unknown): void {
  if (name === world.databaseName) return
  const place = 'connection to server at "127.0.0.1", port 5432 failed'
  throw new PythonError('psycopg2.OperationalError', `${place}: FATAL:  database "${String(name)}" does not exist\n`)
}
