import type { NodeAPI } from 'node-red'
import { applyBuffer } from '../../src/rules/buffer/apply-buffer.ts'
import { readyBuffer } from '../../src/rules/buffer/ready-buffer.ts'
import { defineNode } from '../kit/define.ts'
import { onClose } from '../kit/on-close.ts'
import { inSlices } from '../kit/in-slices.ts'
import { onInput } from '../kit/on-input.ts'
import { readLines } from '../kit/read-lines.ts'
import { statusLine } from '../kit/status.ts'
import { bufferRoutes } from './buffer-routes.ts'
import { bufferRules } from './buffer-settings.ts'
import { odooFacts } from './odoo-facts.ts'

/** buffer: keeps units back from every level line, by the most specific rule, of the node or of the product in Odoo. */
export default function register(RED: NodeAPI): void {
  bufferRoutes(RED)
  defineNode(RED, 'buffer', ({ node, config, say }) => {
    const rules = readyBuffer(bufferRules(config['rules']), say)
    const factsFor = odooFacts(RED, config, rules, say)
    const status = statusLine(node)
    onInput(node, say, async (message, send) => {
      const lines = await readLines('level', message.payload, say)
      const facts = await factsFor(lines)
      const levels = await inSlices(lines, (line) => applyBuffer(line, rules, say, facts))
      status.set({ fill: 'green', shape: 'dot', text: say('status.buffered', { levels: levels.length }) })
      send([{ ...message, payload: levels }])
    })
    onClose(node, async () => status.close())
  })
}
