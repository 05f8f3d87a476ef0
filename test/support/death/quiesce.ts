import assert from 'node:assert/strict'
import { setTimeout as pause } from 'node:timers/promises'
import type { NodeRed } from '../node-red.ts'
import { type MappedLevel, mappedLevels } from './mapped-level.ts'
import type { MortalFlow } from './mortal-flow.ts'

/** So many times faster: the hour of a hold without a name is over in twelve seconds. */
const hurry = 300

/**
 * Loaded into Node-RED before anything else: its clocks run faster, both of them, because a hold lasts for the time that somebody
 * watched (ADR 11). A clock that is only set forward ends none.
 */
const hurriedClocks = `data:text/javascript,${encodeURIComponent(
  ['Date', 'performance']
    .map((clock) => `${clock}.now=((now,start)=>()=>start+(now()-start)*${hurry})(${clock}.now.bind(${clock}),${clock}.now())`)
    .join(';'),
)}`

/**
 * Nothing happens any more and every order is in Odoo: then every mapped level comes to what is due, by itself, and is never
 * above. Holds without a name may keep units back until their time; then they are exactly what is lacking, and when their
 * time is over nothing is.
 */
export async function comesToTheTruth(flow: MortalFlow): Promise<void> {
  const nodeRed = await flow.start()
  const held = await comesToRest(flow, nodeRed)
  await flow.stop(nodeRed)
  if (held === 0) return
  const later = await flow.start({ NODE_OPTIONS: `--import=${hurriedClocks}` })
  await comeTrue(flow, later, 'every level at what is due, once holds have run out', () => wrong(flow))
  await flow.stop(later)
}

/**
 * The same of a Node-RED that runs: every mapped level comes to what is due, less what is held. Returns how many units are.
 */
export async function comesToRest(flow: MortalFlow, nodeRed: NodeRed, withinMs?: number): Promise<number> {
  await comeTrue(flow, nodeRed, 'everything known and delivered', () => unfinished(flow), withinMs)
  const held = flow.live()?.held ?? new Map<string, number>()
  for (const level of mappedLevels) {
    const due = flow.ledger.due(level)
    const kept = Math.min(due, held.get(level.name) ?? 0)
    if (flow.ledger.shown(level) === due - kept) continue
    assert.fail(`${sentence(flow, level)}, ${kept} are held\n${flow.ledger.chronicle(level.name).join('\n')}`)
  }
  return [...held.values()].reduce((sum, units) => sum + units, 0)
}

/** Levels that differ from what is due, in words. */
export function wrong(flow: MortalFlow): string[] {
  return mappedLevels.filter((level) => flow.ledger.shown(level) !== flow.ledger.due(level)).map((level) => sentence(flow, level))
}

function sentence({ ledger }: MortalFlow, level: MappedLevel): string {
  return `${level.sku} at ${level.warehouse} shows ${ledger.shown(level)}, due are ${ledger.due(level)}`
}

/**
 * What is still to be done, in words. Nothing is when the store has the last picture of every level and no level waits:
 * that is looked up in the store itself, because a machine under load can be silent for a long time with its work undone.
 */
function unfinished(flow: MortalFlow): string[] {
  const { ledger } = flow
  const store = flow.live()
  if (store === undefined) return ['there is no store']
  const levels = mappedLevels.flatMap((level) => {
    const kept = store.levels.get(level.name)
    const about = `${level.sku} at ${level.warehouse}`
    if (kept === undefined) return [`${about} is not known`]
    if (kept.free !== ledger.free(level) || kept.reserved !== ledger.reserved(level))
      return [`${about} has ${kept.free} free and ${kept.reserved} reserved by the newest picture that was accepted`]
    return kept.state === 'waiting' || kept.state === 'sending' ? [`${about} is ${kept.state}`] : []
  })
  return store.batches.size > 0 ? [...levels, `${store.batches.size} batches are on their way`] : levels
}

/** Waits until there is nothing to complain about any more. */
export async function comeTrue(
  flow: MortalFlow,
  nodeRed: NodeRed,
  what: string,
  complaints: () => string[],
  withinMs = 60_000,
): Promise<void> {
  const end = Date.now() + withinMs
  while (complaints().length > 0) {
    if (Date.now() > end)
      assert.fail(`${what}, within ${withinMs} ms: ${complaints().join('; ')}\n${nodeRed.log().split('\n').slice(-40).join('\n')}`)
    await pause(50)
    flow.witness.look()
  }
}
