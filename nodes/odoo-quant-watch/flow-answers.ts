import type { Node } from 'node-red'
import type { Say } from '../../src/base/text/say.ts'
import { keepAnswered } from '../../src/engine/watch/sent-picture.ts'
import { Outstanding } from '../../src/engine/watch/outstanding.ts'
import { acknowledgements } from '../kit/acknowledge.ts'
import { nodeError } from '../kit/node-error.ts'
import { realClock } from '../kit/real-clock.ts'
import type { SyncStore } from '../sync-store/sync-stores.ts'

/** What the flow behind a watch answers. */
export interface FlowAnswers {
  readonly outstanding: Outstanding
  /** Stops listening, and stores what was answered so far. */
  stop(): Promise<void>
}

/** Listens to the sinks, and stores at once which pictures have arrived; calls no Odoo. */
export function flowAnswers(node: Node, say: Say, stores: SyncStore): FlowAnswers {
  const outstanding = new Outstanding({ isThere: (sink) => acknowledgements.isThere(sink) })
  let keeping: Promise<void> | undefined

  async function keep(): Promise<void> {
    try {
      await keepAnswered(await stores.open(), node.id, outstanding)
    } catch (error) {
      node.warn(nodeError(error, say).message)
    }
  }
  const quiet = acknowledgements.listen((origins, answer) => {
    const own = origins.filter((origin) => origin.watch === node.id)
    if (own.length === 0 || !outstanding.answer(own, answer, realClock.elapsed())) return
    keeping ??= keep().finally(() => {
      keeping = undefined
    })
  })
  return {
    outstanding,
    async stop() {
      quiet()
      await keeping
      if (outstanding.answered().size > 0) await keep()
    },
  }
}
