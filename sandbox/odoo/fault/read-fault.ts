import { asBody, BadBody, type Body, numberIn, optional, textIn } from '../driver/read-body.ts'
import type { Fault, FaultMatch, FaultRule } from './fault.ts'

/** Reads a fault rule out of the body of POST /sandbox/fault. */
export function readFaultRule(body: Body): FaultRule {
  return { fault: readFault(asBody(body['fault'])), match: readMatch(body), ...optional(body, 'times', numberIn) }
}

function readFault(body: Body): Fault {
  const kind = textIn(body, 'kind')
  switch (kind) {
    case 'status':
      return { kind, status: readStatus(body), ...optional(body, 'retryAfter', numberIn) }
    case 'cut':
      return { kind, when: readWhen(body) }
    case 'stall':
      return { kind, ms: numberIn(body, 'ms'), when: body['when'] === undefined ? 'before' : readWhen(body) }
    case 'serialization':
    case 'access-denied':
    case 'login-refused':
      return { kind }
    default:
      throw new BadBody(`fault.kind, one of status, cut, stall, serialization, access-denied, login-refused; not ${kind}`)
  }
}

const statuses = [429, 500, 502, 503, 504] as const

function readStatus(body: Body): (typeof statuses)[number] {
  const wanted = numberIn(body, 'status')
  const status = statuses.find((known) => known === wanted)
  if (status === undefined) throw new BadBody(`fault.status, one of ${statuses.join(', ')}`)
  return status
}

function readWhen(body: Body): 'before' | 'after' {
  const when = textIn(body, 'when')
  if (when === 'before' || when === 'after') return when
  throw new BadBody('fault.when, before or after')
}

function readMatch(body: Body): FaultMatch {
  const match = body['match'] === undefined ? {} : asBody(body['match'])
  const transport = match['transport']
  return {
    ...optional(match, 'model', textIn),
    ...optional(match, 'method', textIn),
    ...(transport === 'xml-rpc' || transport === 'json-rpc' || transport === 'json-2' ? { transport } : {}),
  }
}
