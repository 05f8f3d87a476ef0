import { createRequire } from 'node:module'
import { createServer, request as ask, type RequestListener, type Server } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import type { NodeAPI } from 'node-red'

type HttpNode = NodeAPI['httpNode']

interface Express {
  (): HttpNode
  json(options: { limit: string }): RequestListener
}

const express: Express = createRequire(import.meta.url)('express')

/** Node-RED's two apps behind one port, mounted as red.js does: with the default roots the editor parses every body first. */
export class WebNodeRed {
  readonly #server: Server
  readonly #root: string

  constructor(httpNode: HttpNode, roots: { readonly admin: string; readonly node: string }) {
    const outer = express()
    const admin = express()
    admin.use(express.json({ limit: '5mb' }))
    outer.use(roots.admin, admin)
    // Another route of Node-RED, which tells what it was sent.
    outer.post('/echo/*', (request, response) => response.json({ body: request.body }))
    outer.use(roots.node, httpNode)
    this.#root = roots.node.replace(/\/$/, '')
    this.#server = createServer(outer)
  }

  async listen(): Promise<void> {
    await once(this.#server.listen(0, '127.0.0.1'), 'listening')
  }

  /** Sends a body as it is, and tells the status and the text of the answer. */
  async post(
    path: string,
    body: string | Buffer,
    headers: Readonly<Record<string, string>> = {},
    method = 'POST',
  ): Promise<[number, string]> {
    const { port } = this.#server.address() as AddressInfo
    const sent = ask({
      port,
      host: '127.0.0.1',
      path: this.#root + path,
      method,
      headers: { 'content-type': 'application/json', ...headers },
    })
    // A body that is too long is cut off after the answer.
    sent.on('error', () => undefined)
    sent.end(body)
    const [response] = await once(sent, 'response')
    let text = ''
    for await (const chunk of response) text += String(chunk)
    return [response.statusCode, text]
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }
}
