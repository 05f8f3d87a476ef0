import type { NodeAPI } from 'node-red'
import { noBufferFacts, noFieldBuffers, type BufferFacts } from '../../src/rules/buffer/buffer-facts.ts'
import { mostSalesDays } from '../../src/rules/buffer/buffer-rules.ts'
import { checkFieldName, fieldBuffers } from '../../src/engine/lookups/field-buffers.ts'
import { findBufferOf } from '../../src/rules/buffer/find-buffer.ts'
import type { ReadyBuffer } from '../../src/rules/buffer/ready-buffer.ts'
import type { LevelLine } from '../../src/base/messages/level.ts'
import { readRecentSales } from '../../src/engine/lookups/read-recent-sales.ts'
import { noSales } from '../../src/rules/sales/recent-sales.ts'
import type { Say } from '../../src/base/text/say.ts'
import { offerOf } from '../kit/config-node.ts'
import { realClock } from '../kit/real-clock.ts'
import { numberSetting, textSetting } from '../kit/setting.ts'
import { odooConnections } from '../odoo-connection/offer.ts'

type Settings = Readonly<Record<string, unknown>>

/** How far back sales are looked at unless the node says something else: four weeks, so that each day of the week counts alike. */
const usualWindow = 28

/**
 * Reads what the rules go by in Odoo: the field that the node names, and recent sales where a rule is about them. Odoo is not
 * asked for what no rule needs. Throws BUFFER_RULE_INVALID and CONFIG_MISSING.
 */
export function odooFacts(
  RED: NodeAPI,
  config: Settings,
  rules: ReadyBuffer,
  say: Say,
): (lines: readonly LevelLine[]) => Promise<BufferFacts> {
  const field = textSetting(config['field'])
  if (field === '' && !rules.bySales) return async () => noBufferFacts
  if (field !== '') checkFieldName(field, say)
  const days = numberSetting(config['salesWindow'], 'buffer', 'salesWindow', usualWindow, 1, mostSalesDays)
  const connection = offerOf(RED, config['odoo'], odooConnections, 'buffer', 'odoo')
  return async (lines) => {
    const productIds = lines.map((line) => line.odoo.productId)
    const stated = field === '' ? noFieldBuffers : await fieldBuffers(connection.odoo(), field, productIds, say)
    const bySales = lines.filter((line) => findBufferOf(rules, line, stated).buffer?.salesDays !== undefined)
    const sales = bySales.length === 0 ? noSales(days) : await readRecentSales(connection.odoo(), bySales, days, realClock.now())
    return { stated, sales }
  }
}
