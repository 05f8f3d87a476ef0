import { userError } from '../error/python-error.ts'
import type { Env } from '../orm/env.ts'
import type { Json } from '../orm/json.ts'
import type { Method } from '../orm/model.ts'
import { mustGet } from '../orm/must-get.ts'
import { settle } from '../orm/store.ts'
import { cancelMove, confirmMoves } from '../stock/confirm.ts'
import { movesOf } from '../stock/picking-state.ts'
import { assignMoves, unreserveMoves } from '../stock/reserve.ts'
import { validatePicking } from '../stock/validate.ts'

const onEach = (work: (env: Env, id: number) => void, answer: Json): Method => ({
  parameters: [],
  onRecords: true,
  run: (env, ids) => {
    for (const id of ids) {
      mustGet(env, 'stock.picking', id)
      work(env, id)
    }
    return answer
  },
})

function assign(env: Env, id: number): void {
  confirmMoves(env, movesOf(env, id))
  const open = movesOf(env, id).filter((move) => !['draft', 'done', 'cancel'].includes(String(move['state'])))
  if (open.length === 0) throw userError('Nothing to check the availability for.')
  assignMoves(env, open)
}

function cancel(env: Env, id: number): void {
  for (const move of movesOf(env, id)) cancelMove(env, move, unreserveMoves)
  if (movesOf(env, id).length === 0) settle(env, 'stock.picking', id, { state: 'cancel' })
}

/** What can be done with a transfer. do_unreserve answers None, which XML-RPC turns into a fault (odoo-facts 1). */
export const pickingMethods: Readonly<Record<string, Method>> = {
  action_confirm: onEach((env, id) => confirmMoves(env, movesOf(env, id)), true),
  action_assign: onEach(assign, true),
  action_cancel: onEach(cancel, true),
  do_unreserve: onEach((env, id) => unreserveMoves(env, movesOf(env, id)), null),
  button_validate: {
    parameters: [],
    onRecords: true,
    run: (env, ids) => ids.map((id) => validatePicking(env, id)).find((answer) => answer !== true) ?? true,
  },
}
