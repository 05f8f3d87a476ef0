/** One request as the script saw it. */
export interface ScriptedRequest {
  readonly url: string
  readonly token: string | null
  readonly query: string
  readonly variables: Record<string, unknown>
  readonly body: string
}

export type Step = Response | Error | 'silence' | ((request: ScriptedRequest) => Response)

/** A `fetch` that answers step by step as told, and keeps what it was asked. `silence` answers nothing until the call is cut. */
export class ScriptedAdmin {
  readonly asked: ScriptedRequest[] = []
  readonly #steps: Step[]

  constructor(...steps: Step[]) {
    this.#steps = steps
  }

  readonly fetch: typeof fetch = async (input, init) => {
    const url = input instanceof Request ? input.url : String(input)
    const body = typeof init?.body === 'string' ? init.body : ''
    const parsed: unknown = body.startsWith('{') ? JSON.parse(body) : {}
    const request = {
      url,
      token: new Headers(init?.headers).get('x-shopify-access-token'),
      query: fieldOf(parsed, 'query', ''),
      variables: fieldOf<Record<string, unknown>>(parsed, 'variables', {}),
      body,
    }
    this.asked.push(request)
    const step = this.#steps.shift()
    if (step === undefined) throw new Error('The script has no more answers')
    if (step instanceof Error) throw step
    if (step === 'silence') return await cut(init?.signal ?? null)
    return typeof step === 'function' ? step(request) : step
  }

  get left(): number {
    return this.#steps.length
  }
}

function fieldOf<T>(value: unknown, name: string, otherwise: T): T {
  const fields: Record<string, T | undefined> = typeof value === 'object' && value !== null ? { ...value } : {}
  return fields[name] ?? otherwise
}

function cut(signal: AbortSignal | null): Promise<never> {
  return new Promise((_, reject) => {
    signal?.addEventListener('abort', () => reject(new DOMException('This operation was aborted', 'AbortError')))
  })
}

/** How Shopify's figures of a call look. */
export function costs(requested: number, actual: number | null, currentlyAvailable = 1990): { cost: object } {
  return {
    cost: {
      requestedQueryCost: requested,
      actualQueryCost: actual,
      throttleStatus: { maximumAvailable: 2000, currentlyAvailable, restoreRate: 100 },
    },
  }
}

/** An answer in JSON; the version header tells 2026-10 unless told otherwise. */
export function json(
  body: unknown,
  { status = 200, version = '2026-10', headers = {} }: { status?: number; version?: string | null; headers?: Record<string, string> } = {},
): Response {
  const known: Record<string, string> = version === null ? {} : { 'x-shopify-api-version': version }
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...known, ...headers },
  })
}

/** An answer with data. */
export function data(fields: object, options: { version?: string | null } = {}): Response {
  return json({ data: fields, extensions: costs(10, 10) }, options)
}

/** An answer with one GraphQL error. */
export function refusal(code: string | null, message: string, more: object = {}): Response {
  const extensions = code === null ? {} : { extensions: { code } }
  return json({ errors: [{ message, ...extensions }], ...more })
}

/** A page as a proxy or an overloaded server gives it. */
export function html(status: number): Response {
  return new Response('<html><title>Something went wrong</title></html>', { status, headers: { 'content-type': 'text/html' } })
}

/** A network fault as fetch raises it. */
export function networkFault(code: string, syscall?: string): Error {
  const cause = Object.assign(new Error(`${syscall ?? 'read'} ${code}`), { code }, syscall === undefined ? {} : { syscall })
  return new TypeError('fetch failed', { cause })
}

/** An answer that proves the version. */
export const installed = (version: string | null = '2026-10'): Response =>
  data(
    { shop: { myshopifyDomain: 'nova-trail.myshopify.com' }, currentAppInstallation: { accessScopes: [{ handle: 'write_inventory' }] } },
    { version },
  )
