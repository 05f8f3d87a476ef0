import type { NodeAPI } from 'node-red'
import type { LevelLine } from '../../src/base/messages/level.ts'
import { checkFieldName, fieldBuffers } from '../../src/engine/lookups/field-buffers.ts'
import { readRecentSales } from '../../src/engine/lookups/read-recent-sales.ts'
import { mostSalesDays } from '../../src/rules/buffer/amounts.ts'
import { applyBuffer } from '../../src/rules/buffer/apply-buffer.ts'
import {
  type BufferFacts,
  findBufferOf,
  noBufferFacts,
  noFieldBuffers,
  readyBuffer,
  type ReadyBuffer,
} from '../../src/rules/buffer/find-buffer.ts'
import { noSales } from '../../src/rules/sales/recent-sales.ts'
import { serviceOf } from '../kit/config-node.ts'
import { defineNode } from '../kit/define.ts'
import { inWords } from '../kit/in-words.ts'
import { inSlices } from '../kit/in-slices.ts'
import { onClose } from '../kit/on-close.ts'
import { onInput } from '../kit/on-input.ts'
import { readLines } from '../kit/read-lines.ts'
import { realClock } from '../kit/real-clock.ts'
import { numberSetting, textSetting } from '../kit/setting.ts'
import { statusLine } from '../kit/status.ts'
import { odooConnections } from '../odoo-connection/odoo-service.ts'
import { bufferRoutes } from './buffer-routes.ts'

/** buffer: keeps units back from every level line, by the most specific rule, of the node or of the product in Odoo. */
export default function register(RED: NodeAPI): void {
  bufferRoutes(RED)
  defineNode(RED, 'buffer', ({ node, config, say }) => {
    const rules = readyBuffer(config['rules'] ?? {})
    const factsFor = odooFacts(RED, config, rules)
    const status = statusLine(node)
    onInput(node, say, async (message, send) => {
      const lines = await readLines('level', message.payload)
      const facts = await factsFor(lines)
      const levels = await inSlices(lines, (line) => inWords(say, applyBuffer(line, rules, facts)))
      status.set({ fill: 'green', shape: 'dot', text: say('status.buffered', { levels: levels.length }) })
      send([{ ...message, payload: levels }])
    })
    onClose(node, async () => status.close())
  })
}

type Settings = Readonly<Record<string, unknown>>

/** How far back sales are looked at unless the node says something else: four weeks, so that each day of the week counts alike. */
const usualWindow = 28

/**
 * Reads what the rules go by in Odoo: the field that the node names, and recent sales where a rule is about them. Odoo is not
 * asked for what no rule needs. Throws BUFFER_RULE_INVALID and CONFIG_MISSING.
 */
export function odooFacts(RED: NodeAPI, config: Settings, rules: ReadyBuffer): (lines: readonly LevelLine[]) => Promise<BufferFacts> {
  const field = textSetting(config['field'])
  if (field === '' && !rules.bySales) return async () => noBufferFacts
  if (field !== '') checkFieldName(field)
  const days = numberSetting(config['salesWindow'], 'buffer', 'salesWindow', usualWindow, 1, mostSalesDays)
  const connection = serviceOf(RED, config['odoo'], odooConnections, 'buffer', 'odoo')
  return async (lines) => {
    const productIds = lines.map((line) => line.odoo.productId)
    const stated = field === '' ? noFieldBuffers : await fieldBuffers(connection.odoo(), field, productIds)
    const bySales = lines.filter((line) => findBufferOf(rules, line, stated).buffer?.kind === 'sales')
    const sales = bySales.length === 0 ? noSales(days) : await readRecentSales(connection.odoo(), bySales, days, realClock.now())
    return { stated, sales }
  }
}
