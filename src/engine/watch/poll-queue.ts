import type { PollRequest } from './poll.ts'

interface Entry {
  request: PollRequest
  readonly done: Promise<void>
  readonly settle: { readonly resolve: () => void; readonly reject: (reason: unknown) => void }
}

/**
 * The polls of one watch, one after the other. What is asked while one is under way waits, and joins what waits already: a
 * thousand hints while a long poll runs are one poll after it.
 */
export class PollQueue {
  readonly #run: (request: PollRequest) => Promise<void>
  readonly #waiting: Entry[] = []
  #working: Promise<void> | undefined

  constructor(run: (request: PollRequest) => Promise<void>) {
    this.#run = run
  }

  /** Resolves when a poll that began after the call has answered the request; rejects with what that poll throws. */
  add(request: PollRequest): Promise<void> {
    const same = this.#waiting.find((entry) => entry.request.what === request.what)
    if (same !== undefined) {
      same.request = joined(same.request, request)
      return same.done
    }
    const { promise: done, resolve, reject } = Promise.withResolvers<void>()
    this.#waiting.push({ request, done, settle: { resolve, reject } })
    this.#working ??= this.#work().finally(() => {
      this.#working = undefined
    })
    return done
  }

  /** Drops what waits and resolves when what is under way has ended. */
  async stop(): Promise<void> {
    for (const { settle } of this.#waiting.splice(0)) settle.resolve()
    await this.#working
  }

  async #work(): Promise<void> {
    for (let next = this.#waiting.shift(); next !== undefined; next = this.#waiting.shift()) {
      await this.#run(next.request).then(next.settle.resolve, next.settle.reject)
    }
  }
}

function joined(one: PollRequest, other: PollRequest): PollRequest {
  if (one.what === 'products' && other.what === 'products')
    return { what: 'products', productIds: [...one.productIds, ...other.productIds] }
  if (one.what === 'skus' && other.what === 'skus') return { what: 'skus', skus: [...one.skus, ...other.skus] }
  return one
}
