import type { MatchRequest } from '../../src/engine/match/match-catalogues.ts'

/** A match that runs or waits. */
export interface Running {
  /** Resolves when the links are stored; what follows can take minutes more. */
  readonly stored: Promise<void>
  readonly done: Promise<void>
}

interface Waiting extends Running {
  request: MatchRequest
  readonly tell: { readonly stored: () => void; readonly done: () => void; readonly failed: (error: unknown) => void }
}

/** Runs one match at a time. What is asked for meanwhile becomes one more, after it. */
export class MatchRunner {
  readonly #run: (request: MatchRequest, stored: () => void) => Promise<void>
  #current: (Running & { checking: boolean }) | undefined
  #next: Waiting | undefined

  constructor(run: (request: MatchRequest, stored: () => void) => Promise<void>) {
    this.#run = run
  }

  /** The match under way, unless its links are stored already. */
  get storing(): Promise<void> | undefined {
    return this.#current?.checking === false ? this.#current.stored : undefined
  }

  /** True while links are looked over that are stored already. */
  get checking(): boolean {
    return this.#current?.checking ?? false
  }

  ask(request: MatchRequest): Running {
    if (this.#next === undefined) this.#next = waiting(request)
    else this.#next.request = both(this.#next.request, request)
    const asked = this.#next
    if (this.#current === undefined) this.#begin()
    return asked
  }

  /** Resolves when nothing runs any more. */
  async idle(): Promise<void> {
    while (this.#current !== undefined) await this.#current.done.catch(() => undefined)
  }

  #begin(): void {
    const begun = this.#next
    this.#next = undefined
    if (begun === undefined) return
    const current = { stored: begun.stored, done: begun.done, checking: false }
    this.#current = current
    const stored = (): void => {
      current.checking = true
      begun.tell.stored()
    }
    const end = (tell: () => void): void => {
      this.#current = undefined
      tell()
      this.#begin()
    }
    this.#run(begun.request, stored).then(
      () => end(begun.tell.done),
      (error: unknown) => end(() => begun.tell.failed(error)),
    )
  }
}

function waiting(request: MatchRequest): Waiting {
  const stored = Promise.withResolvers<void>()
  const done = Promise.withResolvers<void>()
  // Nobody has to listen.
  stored.promise.catch(() => undefined)
  done.promise.catch(() => undefined)
  return {
    request,
    stored: stored.promise,
    done: done.promise,
    tell: {
      stored: stored.resolve,
      done: () => {
        stored.resolve()
        done.resolve()
      },
      failed: (error) => {
        stored.reject(error)
        done.reject(error)
      },
    },
  }
}

function both(one: MatchRequest, other: MatchRequest): MatchRequest {
  return {
    full: one.full || other.full,
    fullEvery: Math.min(one.fullEvery, other.fullEvery),
    products: [...new Set([...(one.products ?? []), ...(other.products ?? [])])],
    items: [...new Set([...(one.items ?? []), ...(other.items ?? [])])],
  }
}
