import type { Fault, FaultMatch, FaultRule } from './fault.ts'

/** What a request is about, as far as faults and the log are concerned. */
export interface RequestSubject {
  readonly transport: 'xml-rpc' | 'json-rpc' | 'json-2'
  readonly model: string
  readonly method: string
}

/** The faults still to come, first in, first used. */
export class FaultPlan {
  #rules: { readonly rule: FaultRule; left: number }[] = []

  add(rule: FaultRule): void {
    this.#rules.push({ rule, left: rule.times ?? 1 })
  }

  clear(): void {
    this.#rules = []
  }

  pending(): FaultRule[] {
    return this.#rules.map(({ rule, left }) => ({ ...rule, times: left }))
  }

  /** The fault for this request, if any; counts it as used. */
  take(subject: RequestSubject): Fault | undefined {
    const entry = this.#rules.find(({ rule }) => matches(rule.match ?? {}, subject))
    if (entry === undefined) return undefined
    entry.left -= 1
    if (entry.left <= 0) this.#rules = this.#rules.filter((other) => other !== entry)
    return entry.rule.fault
  }
}

function matches(match: FaultMatch, subject: RequestSubject): boolean {
  return (
    (match.transport === undefined || match.transport === subject.transport) &&
    (match.model === undefined || match.model === subject.model) &&
    (match.method === undefined || match.method === subject.method)
  )
}
