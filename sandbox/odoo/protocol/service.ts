import { opens, type Account } from '../account.ts'
import { accessDenied, PythonError } from '../error/python-error.ts'
import { runCall, takeContext } from '../orm/call.ts'
import { type Json, textOr } from '../orm/json.ts'
import type { Transaction } from '../record/transaction.ts'
import { userEnv, type World } from '../world.ts'
import type { RpcRequest } from './serve-call.ts'

/** A call of a service, as XML-RPC and JSON-RPC carry it. */
export interface ServiceCall {
  readonly transport: 'xml-rpc' | 'json-rpc'
  readonly service: string
  readonly method: string
  readonly params: readonly unknown[]
}

export type ServiceRequest = Pick<RpcRequest, 'subject' | 'login' | 'work'>

/** What the services `common` and `object` do with a call. Throws the `PythonError` of a service or method that is not there. */
export function serviceRequest(world: World, call: ServiceCall): ServiceRequest {
  if (call.service === 'common') return commonRequest(world, call)
  if (call.service === 'object') return objectRequest(world, call)
  throw new PythonError('builtins.KeyError', call.transport === 'xml-rpc' ? `'${call.service}'` : call.service)
}

function commonRequest(world: World, call: ServiceCall): ServiceRequest {
  const subject = { transport: call.transport, model: 'common', method: call.method }
  const login = textOr(call.params[1], '')
  switch (call.method) {
    case 'version':
      return { subject, login: '', work: () => versionInfo(world) }
    case 'authenticate':
    case 'login':
      return { subject, login, work: () => authenticate(world, call.params) }
    default:
      throw new PythonError('builtins.Exception', `Method not found: ${call.method}`)
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

/** A refused login is an answer: false. */
function authenticate(world: World, [database, login, password]: readonly unknown[]): Json {
  checkDatabase(world, database)
  const account = world.accounts.get(String(login))
  return account !== undefined && opens(account, password, world.clock.now()) ? account.userId : false
}

function objectRequest(world: World, call: ServiceCall): ServiceRequest {
  const [database, userId, password, model, method, ...rest] = call.params
  const subject = { transport: call.transport, model: String(model), method: String(method) }
  const account = accountOf(world, userId)
  const work = (tx: Transaction): Json => {
    checkDatabase(world, database)
    // A login that was taken is kept in memory: a key that is over opens until the server is started anew.
    if (account === undefined || account.apiKey !== password) throw accessDenied()
    const [args, kwargs] = call.method === 'execute_kw' ? rest : [rest, {}]
    const positional: unknown[] = Array.isArray(args) ? args : []
    const { context, named } = takeContext(kwargs)
    const { model: asked, method: run } = subject
    return runCall(userEnv(world, tx, account, context), { protocol: call.transport, model: asked, method: run, positional, named })
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
