import { accessDenied, accessError, PythonError, serializationFailure } from '../error/python-error.ts'
import type { Fault } from '../fault/fault.ts'
import type { FaultPlan, RequestSubject } from '../fault/fault-plan.ts'
import type { RequestLog } from '../log/request-log.ts'
import type { Json } from '../orm/json.ts'
import type { Transaction } from '../record/transaction.ts'
import { runTransaction } from '../run-transaction.ts'
import type { World } from '../world.ts'
import { proxyReply, type Reply } from './reply.ts'

/** What the protocols work on. `world` is replaced by a reset. */
export interface Served {
  readonly world: World
  readonly faults: FaultPlan
  readonly log: RequestLog
  /** How long a write waits for a locked row before it counts as a conflict. */
  readonly lockWaitMs: number
  /** limit_time_real: a request that takes longer is killed, its connection cut (odoo-facts 3). */
  readonly limitTimeRealMs: number
}

export interface RpcRequest {
  readonly subject: RequestSubject
  readonly login: string
  readonly work: (tx: Transaction) => Json
  readonly answer: (value: Json) => Reply
  readonly refuse: (error: PythonError) => Reply
}

/** Serves one RPC request, with the fault that is planned for it. 'cut' means: close the connection without an answer. */
export async function serveCall(served: Served, request: RpcRequest): Promise<Reply | 'cut'> {
  const { clock } = served.world
  const started = clock.now()
  const fault = served.faults.take(request.subject)
  let rows = 0
  const done = (outcome: string, reply: Reply | 'cut') => {
    served.log.add({ at: started, ...request.subject, login: request.login, rows, ms: clock.now() - started, outcome })
    return reply
  }
  if (fault?.kind === 'status') return done(`status ${fault.status}`, proxyReply(fault.status, fault.retryAfter))
  if (fault?.kind === 'cut' && fault.when === 'before') return done('cut before', 'cut')
  if (await stalledTooLong(served, fault, 'before')) return done('killed', 'cut')
  const { reply, outcome, value } = await perform(served, request, fault)
  rows = Array.isArray(value) ? value.length : 0
  if (await stalledTooLong(served, fault, 'after')) return done('killed', 'cut')
  return fault?.kind === 'cut' ? done('cut after', 'cut') : done(outcome, reply)
}

async function perform(
  served: Served,
  request: RpcRequest,
  fault: Fault | undefined,
): Promise<{ reply: Reply; outcome: string; value?: Json }> {
  try {
    const refusal = refusalOf(fault, request)
    if (refusal !== undefined) throw refusal
    const value = await runTransaction(served.world, served.lockWaitMs, request.work)
    return { reply: request.answer(value), outcome: 'ok', value }
  } catch (error) {
    const known = error instanceof PythonError ? error : new PythonError('builtins.Exception', `the sandbox failed: ${String(error)}`)
    return { reply: request.refuse(known), outcome: known.pythonName }
  }
}

function refusalOf(fault: Fault | undefined, request: RpcRequest): PythonError | undefined {
  if (fault?.kind === 'serialization') return serializationFailure()
  if (fault?.kind === 'login-refused') return accessDenied()
  if (fault?.kind !== 'access-denied') return undefined
  const { model } = request.subject
  return accessError(
    `You are not allowed to access '${model}' (${model}) records.\n\n` +
      'No group currently allows this operation.\n\nContact your administrator to request access if necessary.',
  )
}

async function stalledTooLong(served: Served, fault: Fault | undefined, when: 'before' | 'after'): Promise<boolean> {
  if (fault?.kind !== 'stall' || (fault.when ?? 'before') !== when) return false
  await served.world.clock.sleep(Math.min(fault.ms, served.limitTimeRealMs))
  return fault.ms > served.limitTimeRealMs
}
