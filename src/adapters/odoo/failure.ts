/** What went wrong on the wire, before it is known what it means. */
export type OdooFailure =
  /** No answer: the connection failed. `code` as Node names it, e.g. ECONNREFUSED. */
  | { readonly kind: 'network'; readonly code: string; readonly text: string }
  /** An answer that is not in the protocol, e.g. a page of a proxy. */
  | { readonly kind: 'page'; readonly status: number; readonly text: string }
  /** An XML-RPC fault. */
  | { readonly kind: 'fault'; readonly status: number; readonly text: string }
  /** An exception as JSON-2 and JSON-RPC tell it; `name` is the Python class. */
  | { readonly kind: 'exception'; readonly status: number; readonly name: string; readonly text: string }
  /** The user name and key were not accepted. */
  | { readonly kind: 'login'; readonly text: string }

/** Carries a failure from a transport to the place that knows what was asked. Never leaves `src/adapters/odoo`. */
export class OdooFailed extends Error {
  readonly failure: OdooFailure

  constructor(failure: OdooFailure) {
    super(`${failure.kind} failure`)
    this.name = 'OdooFailed'
    this.failure = { ...failure, text: withoutMiddle(failure.text) }
  }
}

/** Characters that are looked at on each side of a text: a page says what it is at its beginning, a traceback at its end. */
const looked = 10_000

/** Cut first, then look: an answer can have any length. */
function withoutMiddle(text: string): string {
  return text.length <= 2 * looked ? text : `${text.slice(0, looked)}\n…\n${text.slice(-looked)}`
}

const longest = 400

/** The part of the text that says it: the last line of a Python traceback, else the text; never longer than 400 characters. */
export function reasonOf(failure: OdooFailure): string {
  const text = failure.kind === 'page' ? `HTTP ${failure.status} ${titleOf(failure.text)}` : failure.text
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  const said = text.startsWith('Traceback') ? lastException(lines) : lines.join(' ')
  return said.replace(/\s+/g, ' ').trim().slice(0, longest)
}

function titleOf(page: string): string {
  const tag = page.search(/<title/i)
  const end = tag < 0 ? -1 : page.indexOf('>', tag)
  return end < 0 ? page.slice(0, 80) : (page.slice(end + 1).split('<', 1)[0] ?? '')
}

/** A message of an exception can have several lines; it begins at the last line that names a class. */
function lastException(lines: readonly string[]): string {
  const start = lines.findLastIndex((line) => /^[A-Za-z_][\w.]*: /.test(line))
  return lines.slice(start < 0 ? -1 : start).join(' ')
}
