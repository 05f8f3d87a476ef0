import type { NodeAPI } from 'node-red'
import { heldUnits } from '../../src/delivery/active-holds.ts'
import { checkLines } from '../../src/line/check.ts'
import type { LinkedLevelLine } from '../../src/line/level.ts'
import { diffLevels } from '../../src/reconcile/diff.ts'
import { countReport } from '../../src/reconcile/report-summary.ts'
import type { Store } from '../../src/store/store.ts'
import { acknowledgeRest } from '../kit/acknowledge.ts'
import { offerOf } from '../kit/config-node.ts'
import { defineNode } from '../kit/define.ts'
import { onClose } from '../kit/on-close.ts'
import { onInput } from '../kit/on-input.ts'
import { numberSetting } from '../kit/setting.ts'
import { statusLine } from '../kit/status.ts'
import { shopifyConnections } from '../shopify-connection/offer.ts'
import { syncStores } from '../sync-store/offer.ts'

const type = 'reconcile-diff'

/** reconcile-diff: compares linked level lines with what Shopify shows; the differing lines leave only without dry run. */
export default function register(RED: NodeAPI): void {
  defineNode(RED, type, ({ node, config, say }) => {
    const shopify = offerOf(RED, config['shopify'], shopifyConnections, type, 'shopify')
    const stores = offerOf(RED, config['store'], syncStores, type, 'store')
    const tolerance = {
      units: numberSetting(config['toleranceUnits'], type, 'toleranceUnits', 0, 0),
      percent: numberSetting(config['tolerancePercent'], type, 'tolerancePercent', 0, 0, 100),
    }
    const dryRun = config['dryRun'] !== false
    const status = statusLine(node)

    onInput(node, say, async (message, send) => {
      const lines = checkLines('linked-level', message.payload, say)
      const readings = await shopify
        .shopify()
        .readLevels(lines.map(({ shopify: { inventoryItemId, locationId } }) => ({ inventoryItemId, locationId })))
      const held = await holdsOf(await stores.open(), lines)
      const report = diffLevels(lines, readings, say, { tolerance, held })
      const counter = countReport()
      counter.add(report)
      const summary = counter.summary()
      const differing = lines.filter((_, index) => !['matched', 'tolerated'].includes(report[index]?.outcome ?? 'matched'))
      status.set({
        fill: differing.length === 0 ? 'green' : 'yellow',
        shape: 'dot',
        text: say('status.report', { differing: differing.length, total: lines.length }),
      })
      send([{ ...message, payload: report, summary, dryRun }, dryRun || differing.length === 0 ? null : { ...message, payload: differing }])
      acknowledgeRest(lines, dryRun ? [] : differing, { what: 'ended' })
    })
    onClose(node, async () => status.close())
  })
}

async function holdsOf(store: Store, lines: readonly LinkedLevelLine[]): Promise<(line: LinkedLevelLine) => number> {
  const holds = await store.transaction((tables) => tables.holds.ofPools([...new Set(lines.map((line) => line.pool))]))
  const byPool = Map.groupBy(holds, (hold) => hold.pool)
  return (line) => heldUnits(byPool.get(line.pool) ?? [], line.asOf)
}
