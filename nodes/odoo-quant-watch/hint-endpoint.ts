import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { NodeAPI } from 'node-red'
import { hintOf, type Hint } from './hint-body.ts'
import { leaveBodiesAlone } from './hint-stream.ts'

const above = '/odoo-shopify/hint/'

/** Path of the endpoint of a node, under Node-RED's root for nodes. */
export function hintPath(nodeId: string): string {
  return `${above}${nodeId}`
}

/**
 * Opens the endpoint: `POST <path>?key=<key>`. With the right key it answers 200 before anything is read; with a wrong one, and
 * by any other method, it answers exactly as if nothing were there. Answers what closes it again.
 */
export function openHintEndpoint(RED: NodeAPI, nodeId: string, key: string, heard: (hint: Hint) => void): () => void {
  leaveBodiesAlone(RED, above)
  const handle = (request: IncomingMessage, response: ServerResponse, next: () => void): void => {
    if (request.method !== 'POST' || !isKey(keyIn(request.url ?? ''), key)) return next()
    response.statusCode = 200
    response.setHeader('content-length', '0')
    response.end()
    hintOf(request).then(heard, () => heard({}))
  }
  // Of all methods: to OPTIONS, Express would list those that a path has, and so tell which nodes have an endpoint.
  RED.httpNode.all(hintPath(nodeId), handle)
  return () => takeRoute(RED, handle)
}

function keyIn(url: string): string {
  return URL.parse(url, 'http://localhost')?.searchParams.get('key') ?? ''
}

/** Takes as long for every wrong key. */
function isKey(given: string, key: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(key))
}

interface Layer {
  readonly route?: { readonly stack: readonly { readonly handle: unknown }[] }
}

/** Express has no call for it; Node-RED's own http-in node does the same. */
function takeRoute(RED: NodeAPI, handle: unknown): void {
  const { stack }: { stack: Layer[] } = RED.httpNode._router
  const place = stack.findIndex((layer) => layer.route?.stack.some((one) => one.handle === handle) === true)
  if (place >= 0) stack.splice(place, 1)
}
