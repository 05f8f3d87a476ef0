import { jsonErrorOf } from '../error/fault-code.ts'
import { PythonError } from '../error/python-error.ts'
import { isRecord, textOr, type Json } from '../orm/json.ts'
import type { World } from '../world.ts'
import { htmlReply, jsonReply, errorPage, type Reply } from './reply.ts'
import type { HttpRequest } from './route.ts'
import { serveCall, type Served } from './serve-call.ts'
import { serviceRequest, type ServiceRequest } from './service.ts'

/** POST /jsonrpc: HTTP 200 whatever the method does, errors are in the answer (odoo-facts 11 and 12). */
export async function serveJsonRpc(served: Served, { headers, body }: HttpRequest): Promise<Reply | 'cut'> {
  const { world } = served
  if (!/^application\/json\b/i.test(headers['content-type'] ?? '')) return wrongType(world)
  const asked = parsed(body)
  if (asked === undefined) return htmlReply(400, 'Invalid JSON data')
  if (!isRecord(asked)) return htmlReply(400, 'Invalid JSON-RPC data')
  const id = asked['id'] ?? null
  const request = requestOf(world, asked['params'])
  if (request instanceof PythonError) return refuse(world, id, request)
  const isLogin = request.subject.method === 'authenticate'
  return serveCall(served, {
    ...request,
    answer: (value) => answer(id, value),
    refuse: (error) => (isLogin && error.pythonName === 'odoo.exceptions.AccessDenied' ? answer(id, false) : refuse(world, id, error)),
  })
}

/** None is left out. */
function answer(id: unknown, value: Json): Reply {
  return jsonReply(200, value === null ? { jsonrpc: '2.0', id } : { jsonrpc: '2.0', id, result: value })
}

function requestOf(world: World, params: unknown): ServiceRequest | PythonError {
  const { service, method, args } = isRecord(params) ? params : {}
  if (service === undefined || method === undefined || args === undefined) {
    const place = world.version === 19 ? 'JSONRPC' : 'RPC'
    const text = `${place}.jsonrpc() missing 3 required positional arguments: 'service', 'method', and 'args'`
    return new PythonError('builtins.TypeError', text)
  }
  try {
    const given: readonly unknown[] = Array.isArray(args) ? args : []
    return serviceRequest(world, { transport: 'json-rpc', service: textOr(service, ''), method: textOr(method, ''), params: given })
  } catch (error) {
    if (error instanceof PythonError) return error
    throw error
  }
}

function refuse({ version }: World, id: unknown, error: PythonError): Reply {
  const code = version === 19 ? 0 : 200
  return jsonReply(200, { jsonrpc: '2.0', id, error: { code, message: 'Odoo Server Error', data: jsonErrorOf(error).body } })
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

function wrongType({ version }: World): Reply {
  const kind = version === 19 ? 'jsonrpc' : 'json'
  const text = `Request inferred type is compatible with [&#39;http&#39;] but &#39;/jsonrpc&#39; is type=&#39;${kind}&#39;.`
  if (version !== 19) return errorPage(400, text)
  return errorPage(415, `${text}<br><br>Please verify the Content-Type request header and try again.`)
}
