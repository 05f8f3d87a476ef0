import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { sendJson } from './wire.ts'

/** A listener on this machine only, which can stop listening and come back at the same port. */
export class LoopbackServer {
  readonly #server: Server
  #port = 0
  #broken: unknown

  constructor(handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>) {
    this.#server = createServer((request, response) => {
      handle(request, response).catch((error: unknown) => {
        // A caller that hangs up in the middle of its request is no fault of the simulator.
        if (request.errored !== null) return
        this.#broken ??= error
        sendJson(response, 500, { errors: `The simulated Shopify is broken: ${String(error)}` })
      })
    })
    this.#server.keepAliveTimeout = 30_000
  }

  get port(): number {
    return this.#port
  }

  get listening(): boolean {
    return this.#server.listening
  }

  /** Listens at `port`, at any free one when it is zero. */
  async open(port: number): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject)
      this.#server.listen(port, '127.0.0.1', () => {
        this.#server.off('error', reject)
        resolve()
      })
    })
    const address = this.#server.address()
    if (typeof address === 'object' && address !== null) this.#port = address.port
  }

  /** Throws what went wrong inside the simulator itself, so that no test passes over it. */
  assertSound(): void {
    if (this.#broken !== undefined) throw new Error('the simulated Shopify is broken', { cause: this.#broken })
  }

  /** Stops listening and cuts every connection. */
  async close(): Promise<void> {
    if (!this.#server.listening) return
    await new Promise<void>((resolve) => {
      this.#server.close(() => resolve())
      this.#server.closeAllConnections()
    })
  }
}
