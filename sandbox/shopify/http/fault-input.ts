import type { Fault, FaultEffect } from '../faults/fault.ts'
import type { DriverInput } from './driver-input.ts'

const kinds = ['throttle', 'status', 'drop', 'stall', 'unauthorized', 'html', 'stale-read', 'read-lag', 'version'] as const

/** A fault as a driver describes it in JSON. */
export function faultOf(input: DriverInput): Fault {
  const effect = effectOf(input.object('effect'))
  return { count: input.has('count') ? input.number('count') : 1, effect, ...(input.has('match') ? { match: input.text('match') } : {}) }
}

function effectOf(input: DriverInput): FaultEffect {
  input.text('kind')
  const kind = input.choice('kind', kinds, 'throttle')
  const when = () => input.choice('when', ['before', 'after'], 'before')
  const status = () => (input.has('status') ? input.number('status') : 503)
  switch (kind) {
    case 'throttle':
    case 'unauthorized':
      return { kind }
    case 'status':
    case 'html':
      return { kind, status: status(), when: when() }
    case 'drop':
      return { kind, when: when() }
    case 'stall':
      return { kind, ms: input.number('ms'), when: input.choice('when', ['before', 'during', 'after'], 'before') }
    case 'stale-read':
      return { kind, writesAgo: input.number('writesAgo') }
    case 'read-lag':
      return { kind, ms: input.number('ms') }
    case 'version':
      break
  }
  return { kind, version: input.text('version') }
}
