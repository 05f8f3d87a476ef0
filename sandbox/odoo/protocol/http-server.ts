import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Reply } from './reply.ts'
import type { HttpRequest } from './route.ts'

const largestBody = 64 * 1024 * 1024

export type Handler = (request: HttpRequest) => Promise<Reply | 'cut'>

/** An HTTP server on loopback that can go down and come back on the same port. Like Odoo's own it closes every connection. */
export class LoopbackServer {
  readonly #handler: Handler
  #server: Server | undefined
  #port: number

  constructor(handler: Handler, port: number) {
    this.#handler = handler
    this.#port = port
  }

  get port(): number {
    return this.#port
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`
  }

  async up(): Promise<void> {
    if (this.#server !== undefined) return
    const server = createServer((request, response) => {
      void this.#serve(request, response)
    })
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(this.#port, '127.0.0.1', resolve)
    })
    const address = server.address()
    if (address !== null && typeof address === 'object') this.#port = address.port
    this.#server = server
  }

  /** Refuses new connections and cuts the open ones. */
  async down(): Promise<void> {
    const server = this.#server
    if (server === undefined) return
    this.#server = undefined
    const closed = new Promise<void>((resolve) => server.close(() => resolve()))
    server.closeAllConnections()
    await closed
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const path = new URL(request.url ?? '/', 'http://loopback').pathname
      const body = await readBody(request)
      const reply = await this.#handler({ method: request.method ?? 'GET', path, headers: request.headers, body })
      if (reply === 'cut') request.socket.destroy()
      else send(response, reply)
    } catch {
      request.socket.destroy()
    }
  }
}

function send(response: ServerResponse, reply: Reply): void {
  const body = Buffer.from(reply.body)
  response.writeHead(reply.status, {
    server: 'Werkzeug/2.2.2 Python/3.11.2',
    connection: 'close',
    'content-length': body.length,
    ...reply.headers,
  })
  response.end(body)
}

async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of request) {
    const bytes: Buffer = Buffer.from(part)
    size += bytes.length
    if (size > largestBody) throw new Error('the body is too large')
    parts.push(bytes)
  }
  return Buffer.concat(parts).toString('utf8')
}
