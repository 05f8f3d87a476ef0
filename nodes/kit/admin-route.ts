import type { NodeAPI } from 'node-red'
import type { Request, Response } from 'express'
import type { FailedLine } from '../../src/line/failed.ts'
import { viewerTexts } from './viewer-texts.ts'
import { nodeError } from './node-error.ts'

/** What a route answers with: JSON, or a file to be saved. */
export type RouteAnswer = object | { readonly file: string; readonly name: string; readonly mime: string }

const registered = new WeakMap<object, Set<string>>()

/**
 * Adds an admin route once per process. Every route needs a permission: without one it would be open even where the editor
 * has a login (node-red-craft 7). A failure is answered as `{code, text, cure}` in the language of the viewer.
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
    handle(request).then(
      (answer) => reply(response, answer),
      (error: unknown) => {
        const failure = nodeError(error, viewerTexts(request))
        response.status(statusOf(failure.failure)).json({ code: failure.code, text: failure.failure.text, cure: failure.failure.cure })
      },
    )
  })
}

function reply(response: Response, answer: RouteAnswer): void {
  if (!('file' in answer)) {
    response.json(answer)
    return
  }
  response.type(answer.mime).attachment(answer.name).send(answer.file)
}

/** 409: the systems were asked, and what is wanted contradicts what they hold; 502: a system did not do its part. */
function statusOf({ code, class: kind }: FailedLine): number {
  if (code === 'MESSAGE_MALFORMED' || code === 'CONFIG_MISSING' || code === 'BUFFER_RULE_INVALID') return 400
  if (code === 'UNEXPECTED') return 500
  return kind === 'product-identity' ? 409 : 502
}
