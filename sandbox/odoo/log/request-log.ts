/** One RPC request as it was served. */
export interface LoggedRequest {
  readonly at: number
  readonly transport: 'xml-rpc' | 'json-rpc' | 'json-2'
  readonly model: string
  readonly method: string
  readonly login: string
  /** Length of the answer when it is a list, else 0. */
  readonly rows: number
  readonly ms: number
  /** 'ok', the Python name of the error, or the kind of the fault. */
  readonly outcome: string
}

export interface RequestCounters {
  readonly calls: number
  readonly rows: number
  readonly byMethod: Readonly<Record<string, { readonly calls: number; readonly rows: number }>>
}

/** The last requests, and counts of all of them. */
export class RequestLog {
  readonly #keep: number
  #entries: LoggedRequest[] = []
  #byMethod = new Map<string, { calls: number; rows: number }>()

  constructor(keep: number) {
    this.#keep = keep
  }

  add(entry: LoggedRequest): void {
    this.#entries.push(entry)
    if (this.#entries.length > this.#keep * 2) this.#entries = this.#entries.slice(-this.#keep)
    const key = `${entry.model}.${entry.method}`
    const counts = this.#byMethod.get(key) ?? { calls: 0, rows: 0 }
    this.#byMethod.set(key, { calls: counts.calls + 1, rows: counts.rows + entry.rows })
  }

  entries(): readonly LoggedRequest[] {
    return this.#entries.slice(-this.#keep)
  }

  counters(): RequestCounters {
    const all = [...this.#byMethod.values()]
    return {
      calls: all.reduce((sum, { calls }) => sum + calls, 0),
      rows: all.reduce((sum, { rows }) => sum + rows, 0),
      byMethod: Object.fromEntries(this.#byMethod),
    }
  }

  clear(): void {
    this.#entries = []
    this.#byMethod = new Map()
  }
}
