import type { NodeAPI } from 'node-red'
import { gate, readyPolicy, stoppedStep } from '../../src/rules/direction/gate.ts'
import type { Direction } from '../../src/rules/direction/direction-policy.ts'
import type { LevelLine } from '../../src/base/messages/level.ts'
import type { PictureLine } from '../../src/base/messages/picture.ts'
import { acknowledgeRest } from '../kit/acknowledge.ts'
import { goingOn } from '../kit/asked-reading.ts'
import { defineNode } from '../kit/define.ts'
import { onClose } from '../kit/on-close.ts'
import { inWords } from '../kit/in-words.ts'
import { inSlices } from '../kit/in-slices.ts'
import { onInput } from '../kit/on-input.ts'
import { readLines } from '../kit/read-lines.ts'
import { textSetting } from '../kit/setting.ts'
import { statusLine } from '../kit/status.ts'
import { failureOutput } from '../kit/unwired.ts'
import { directionPolicy } from './policy-settings.ts'

/** direction-gate: lets through what may go this way, and shows what may not on an output of its own. */
export default function register(RED: NodeAPI): void {
  defineNode(RED, 'direction-gate', ({ node, config, say }) => {
    const direction: Direction = textSetting(config['direction']) === 'shopify_to_odoo' ? 'shopify_to_odoo' : 'odoo_to_shopify'
    const policy = readyPolicy(directionPolicy(config['policies'], config['exceptions']))
    const status = statusLine(node)
    const stops = failureOutput(RED, node, say, 1)
    const count = { allowed: 0, stopped: 0 }

    onInput(node, say, async (message, send) => {
      const allowed: (PictureLine | LevelLine)[] = []
      const stopped: (PictureLine | LevelLine)[] = []
      await inSlices(await pictureOrLevel(message.payload), (line) => {
        const verdict = gate(line, direction, policy)
        if (verdict.allowed) allowed.push(line)
        else stopped.push(inWords(say, { ...line, trace: [...line.trace, stoppedStep(verdict)] }))
      })
      count.allowed += allowed.length
      count.stopped += stopped.length
      const text = say('status.allowed', count)
      if (count.stopped === 0) status.set({ fill: 'green', shape: 'dot', text })
      else status.set({ fill: 'yellow', shape: 'dot', text: stops.status(text) })
      send([goingOn(message, allowed), stopped.length === 0 ? null : { ...message, payload: stopped, stopped: count.stopped }])
      await acknowledgeRest(stopped, allowed, { what: 'ended' })
    })
    onClose(node, async () => status.close())
  })
}

/** The gate may stand before or behind the map. */
async function pictureOrLevel(payload: unknown): Promise<(PictureLine | LevelLine)[]> {
  const first: unknown = Array.isArray(payload) ? payload[0] : payload
  const isLevel = typeof first === 'object' && first !== null && 'kind' in first && first.kind === 'level'
  return isLevel ? readLines('level', payload) : readLines('picture', payload)
}
