import { numberProperty, property, textProperty } from '../../ports/odoo/property.ts'

/**
 * What became of lines of a picture. `stored`: they are in the durable store of the sink `by`. `ended`: they are recorded as
 * failed jobs, or were stopped on purpose. `dropped`: nothing but failed lines was made of it, and whether these are recorded
 * is not known. `refused`: a node failed with them.
 */
export type Answer =
  | { readonly what: 'stored'; readonly by: string }
  | { readonly what: 'ended' }
  | { readonly what: 'dropped' }
  | { readonly what: 'refused' }

type AnswerListener = (origins: readonly Origin[], answer: Answer) => void

/** Where the end of a flow tells its beginning what became of the pictures; within one process, and nothing is kept. */
export class Acknowledgements {
  readonly #listeners = new Set<AnswerListener>()
  readonly #sinks = new Map<string, number>()

  /** Hears every answer until the returned function is called. */
  listen(listener: AnswerListener): () => void {
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
    }
  }

  tell(origins: readonly Origin[], answer: Answer): void {
    if (origins.length === 0) return
    for (const listener of this.#listeners) listener(origins, answer)
  }

  /** Says that a sink is there, until the returned function is called. */
  join(sink: string): () => void {
    this.#sinks.set(sink, (this.#sinks.get(sink) ?? 0) + 1)
    return () => {
      const left = (this.#sinks.get(sink) ?? 1) - 1
      if (left > 0) this.#sinks.set(sink, left)
      else this.#sinks.delete(sink)
    }
  }

  /** Whether a sink that stored something once is still part of a flow that runs. */
  isThere(sink: string): boolean {
    return this.#sinks.has(sink)
  }
}

/** What a picture, and every line that is made of it, is known by: the product and the reading. */
export interface Origin {
  readonly database: string
  readonly productId: number
  /** Unique within one sync store only; `watch` tells readings of two stores apart. */
  readonly asOf: number
  /** Name of the watch that read it; no watch hears of a line that lost it on its way. */
  readonly watch?: string
}

/** The origins of the lines in a payload, each once; of a failed line, that of the line that failed. Other things have none. */
export function originsOf(payload: unknown): Origin[] {
  const origins = new Map<string, Origin>()
  for (const line of Array.isArray(payload) ? payload : [payload]) {
    const origin = originIn(line)
    if (origin !== undefined) origins.set(JSON.stringify(Object.values(origin)), origin)
  }
  return [...origins.values()]
}

/** The origin of one line. */
export function originIn(line: unknown): Origin | undefined {
  return originOf(property(line, 'kind') === 'failed' ? property(line, 'line') : line)
}

function originOf(line: unknown): Origin | undefined {
  const odoo = property(line, 'odoo')
  const database = textProperty(odoo, 'database')
  const productId = numberProperty(odoo, 'productId')
  const asOf = numberProperty(line, 'asOf')
  const watch = textProperty(line, 'watch')
  if (database === undefined || productId === undefined || asOf === undefined) return undefined
  return { database, productId, asOf, ...(watch === undefined ? {} : { watch }) }
}
