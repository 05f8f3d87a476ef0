import type { IncomingHttpHeaders } from 'node:http'
import { serveJsonTwo } from './json-2.ts'
import { serveJsonRpc } from './json-rpc.ts'
import { errorPage, htmlReply, jsonReply, type Reply } from './reply.ts'
import type { Served } from './serve-call.ts'
import { serveXmlRpc } from './xml-rpc.ts'

export interface HttpRequest {
  readonly method: string
  /** Without the query. */
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** Answers a request as the version's web server does. */
export async function route(served: Served, request: HttpRequest): Promise<Reply | 'cut'> {
  const { version } = served.world
  const service = /^\/xmlrpc\/2\/([^/]+)$/.exec(request.path)?.[1]
  if (service !== undefined) {
    if (request.method !== 'POST') return errorPage(405, 'The method is not allowed for the requested URL.')
    return serveXmlRpc(served, service, request.body)
  }
  if (request.path === '/jsonrpc') return serveJsonRpc(served, request)
  const isJsonTwo = request.path === '/json/2' || request.path.startsWith('/json/2/')
  if (isJsonTwo && version === 19) {
    return serveJsonTwo(served, { httpMethod: request.method, path: request.path, headers: request.headers, body: request.body })
  }
  if (isJsonTwo && version === 18 && request.method === 'GET') return toLogin(request.path)
  if (version === 19 && (request.path === '/web/version' || request.path === '/json/version')) {
    return jsonReply(200, { version_info: [version, 0, 0, 'final', 0, ''], version: `${version}.0` })
  }
  return errorPage(404, 'The requested URL was not found on the server.')
}

function toLogin(path: string): Reply {
  return htmlReply(303, '<!doctype html>\n<html lang=en>\n<title>Redirecting...</title>\n', {
    location: `/web/login?redirect=${encodeURIComponent(`${path}?`)}`,
  })
}
