import type { OdooDriver } from './driver/driver.ts'
import { NotInSandbox } from './driver/find.ts'
import { operations } from './driver/operations.ts'
import { asBody, BadBody, type Body, numberIn } from './driver/read-body.ts'
import { PythonError } from './error/python-error.ts'
import type { FaultPlan } from './fault/fault-plan.ts'
import { readFaultRule } from './fault/read-fault.ts'
import type { RequestLog } from './log/request-log.ts'
import { jsonReply, type Reply } from './protocol/reply.ts'
import type { HttpRequest } from './protocol/route.ts'

/** What /sandbox/… can reach. */
export interface Controlled {
  readonly driver: OdooDriver
  readonly faults: FaultPlan
  readonly log: RequestLog
  reset(): void
  down(): Promise<void>
  up(): Promise<void>
  restart(ms: number): Promise<void>
}

export const controlPath = '/sandbox/'

/** POST /sandbox/<operation> with a JSON object; answers JSON: the result, or `{ error }` with 400, 404 or 422. */
export async function control(sandbox: Controlled, request: HttpRequest): Promise<Reply> {
  if (request.method !== 'POST') return jsonReply(405, { error: 'only POST' })
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) return jsonReply(415, { error: 'only application/json' })
  try {
    const body = asBody(request.body === '' ? {} : JSON.parse(request.body))
    const result = await perform(sandbox, request.path.slice(controlPath.length), body)
    return jsonReply(200, result ?? null)
  } catch (error) {
    if (error instanceof BadBody || error instanceof SyntaxError) return jsonReply(400, { error: error.message })
    if (error instanceof NotInSandbox) return jsonReply(404, { error: error.message })
    if (error instanceof PythonError) return jsonReply(422, { error: error.message, name: error.pythonName })
    return jsonReply(500, { error: String(error) })
  }
}

async function perform(sandbox: Controlled, name: string, body: Body): Promise<unknown> {
  switch (name) {
    case 'fault':
      return sandbox.faults.add(readFaultRule(body))
    case 'faults':
      return sandbox.faults.pending()
    case 'clear-faults':
      return sandbox.faults.clear()
    case 'log':
      return sandbox.log.entries()
    case 'counters':
      return sandbox.log.counters()
    case 'clear-log':
      return sandbox.log.clear()
    case 'reset':
      return sandbox.reset()
    case 'down':
      return sandbox.down()
    case 'up':
      return sandbox.up()
    case 'restart':
      return sandbox.restart(body['ms'] === undefined ? 1000 : numberIn(body, 'ms'))
    default: {
      const operation = Object.hasOwn(operations, name) ? operations[name] : undefined
      if (operation === undefined) throw new NotInSandbox(`operation ${name}`)
      return operation(sandbox.driver, body)
    }
  }
}
