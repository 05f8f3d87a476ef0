import type { NodeAPI } from 'node-red'
import type { Request, Response } from 'express'
import type { FailedLine } from '../../src/base/messages/failed.ts'
import { checkBody, checkSender } from './admin-sender.ts'
import { viewerTexts } from './viewer-texts.ts'
import { nodeError } from './node-error.ts'

/** What a route answers with: JSON, or a file to be saved. */
export type RouteAnswer = object | { readonly file: string; readonly name: string; readonly mime: string }

const registered = new WeakMap<object, Set<string>>()

/**
 * Adds an admin route once per process. Every route needs a permission: without one it would be open even where the editor
 * has a login (node-red-facts 7). Pages of other sites are refused, and what acts takes JSON alone. A failure is answered as `{code, text, cure}` in the language of the viewer.
 */
export function adminRoute(
  RED: NodeAPI,
  method: 'get' | 'post',
  path: string,
  permission: string,
  handle: (request: Request) => Promise<RouteAnswer>,
): void {
  const known = registered.get(RED.httpAdmin) ?? new Set<string>()
  registered.set(RED.httpAdmin, known)
  const name = `${method} ${path}`
  if (known.has(name)) return
  known.add(name)
  RED.httpAdmin[method](`/odoo-shopify/${path}`, RED.auth.needsPermission(permission), (request: Request, response: Response) => {
    checked(request, method, handle).then(
      (answer) => reply(response, answer),
      (error: unknown) => {
        const failure = nodeError(error, viewerTexts(request))
        response.status(statusOf(failure.failure)).json({ code: failure.code, text: failure.failure.text, cure: failure.failure.cure })
      },
    )
  })
}

async function checked(request: Request, method: 'get' | 'post', handle: (request: Request) => Promise<RouteAnswer>): Promise<RouteAnswer> {
  checkSender(request)
  if (method === 'post') checkBody(request)
  return handle(request)
}

function reply(response: Response, answer: RouteAnswer): void {
  if (!('file' in answer)) {
    response.json(answer)
    return
  }
  response.type(answer.mime).attachment(answer.name).send(answer.file)
}

/** Faults of the request itself. */
const statuses: Readonly<Record<string, number>> = {
  ADMIN_FOREIGN_SITE: 403,
  ADMIN_NOT_JSON: 415,
  BUFFER_RULE_INVALID: 400,
  CONFIG_INVALID: 400,
  CONFIG_MISSING: 400,
  DIALOG_SECRET_ELSEWHERE: 400,
  DIALOG_VARIABLE_UNKNOWN: 400,
  HOLD_UNKNOWN: 409,
  JOB_RETRY_NOTHING: 409,
  JOB_RETRY_UNHEARD: 409,
  MESSAGE_MALFORMED: 400,
  UNEXPECTED: 500,
}

/** 409: the systems were asked, and what is wanted contradicts what they hold; 502: a system did not do its part. */
function statusOf({ code, class: kind }: FailedLine): number {
  return statuses[code] ?? (kind === 'product-identity' ? 409 : 502)
}
