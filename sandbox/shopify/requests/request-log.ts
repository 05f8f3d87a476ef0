import type { RequestEntry } from './request-entry.ts'

/** Figures over all requests since the start or the last reset. */
export interface RequestCounters {
  requests: number
  executed: number
  throttled: number
  faulted: number
  requestedCost: number
  actualCost: number
  /** Requests that carried a key which was seen before. */
  keysRepeated: number
  byField: Record<string, number>
  byOutcome: Record<string, number>
}

/** The latest requests and the figures over all of them. */
export class RequestLog {
  readonly #limit: number
  readonly #keys = new Set<string>()
  #entries: RequestEntry[] = []
  #counters = zero()

  constructor(limit: number) {
    this.#limit = limit
  }

  /** Oldest first. */
  get entries(): readonly RequestEntry[] {
    return this.#entries
  }

  get counters(): Readonly<RequestCounters> {
    return this.#counters
  }

  add(entry: RequestEntry): void {
    this.#entries.push(entry)
    if (this.#entries.length > this.#limit * 2) this.#entries = this.#entries.slice(-this.#limit)
    const counters = this.#counters
    counters.requests += 1
    counters.requestedCost += entry.requestedCost
    counters.actualCost += entry.actualCost
    if (entry.executed) counters.executed += 1
    if (entry.outcome === 'throttled') counters.throttled += 1
    if (!plainOutcomes.has(entry.outcome)) counters.faulted += 1
    if (entry.key !== null && this.#keys.has(entry.key)) counters.keysRepeated += 1
    if (entry.key !== null) this.#keys.add(entry.key)
    count(counters.byField, entry.field)
    count(counters.byOutcome, entry.outcome)
  }

  /** Entries whose operation name or root field is that. */
  of(name: string): RequestEntry[] {
    return this.#entries.filter((entry) => entry.operation === name || entry.field === name)
  }

  clear(): void {
    this.#entries = []
    this.#keys.clear()
    this.#counters = zero()
  }
}

const plainOutcomes: ReadonlySet<string> = new Set([
  'ok',
  'user-errors',
  'errors',
  'throttled',
  'too-dear',
  'refused-document',
  'unauthorized',
])

function zero(): RequestCounters {
  return {
    requests: 0,
    executed: 0,
    throttled: 0,
    faulted: 0,
    requestedCost: 0,
    actualCost: 0,
    keysRepeated: 0,
    byField: {},
    byOutcome: {},
  }
}

function count(counts: Record<string, number>, name: string): void {
  counts[name] = (counts[name] ?? 0) + 1
}
