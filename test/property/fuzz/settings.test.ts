import assert from 'node:assert/strict'
import fc from 'fast-check'
import { errorCodes } from '../../../src/base/error/catalogue.ts'
import { bundledFlow, bundledFlowFiles } from '../../support/bundled-flows.ts'
import { everyNode } from '../../support/every-node.ts'
import { withDemo } from '../../support/node-demo.ts'
import { withNodeRed } from '../../support/node-helper.ts'
import { distortion, distortValue } from './support/distortion.ts'
import { fuzzLimitMs, fuzzRuns } from './support/fuzz-runs.ts'

const outputs: Readonly<Record<string, number>> = {
  'odoo-quant-watch': 1,
  'direction-gate': 2,
  'location-map': 2,
  buffer: 1,
  'product-link': 2,
  'shopify-inventory-set': 3,
  'reconcile-diff': 5,
  'failed-job-store': 2,
}
/** Where a node stands and what it is wired to; the rest are its settings. */
const drawing = new Set(['id', 'type', 'z', 'g', 'x', 'y', 'wires', 'name'])
const used: Readonly<Record<string, string>> = { odoo: 'odoo', shopify: 'shopify', store: 'store' }

/** The settings of every node of this type in the bundled flows, with the config nodes of the test. */
function settingsOf(type: string): Record<string, unknown>[] {
  const nodes = bundledFlowFiles().flatMap((file) => bundledFlow(file).filter((node) => node.type === type))
  return nodes.map((node) =>
    Object.fromEntries(
      Object.entries(node)
        .filter(([name]) => !drawing.has(name))
        .map(([name, value]) => [name, used[name] ?? value]),
    ),
  )
}

describe('settings of anything in', function () {
  this.timeout(fuzzLimitMs)
  const systems = withDemo()
  const start = withNodeRed(...everyNode)
  const known = new Set<string>(errorCodes)

  for (const [type, ports] of Object.entries(outputs)) {
    it(`${type} are used or refused in words`, async () => {
      const { others, credentials } = systems()
      const wrong = distortion.filter(({ what }) => what === 'value' || what === 'gone')
      await fc.assert(
        fc.asyncProperty(fc.constantFrom(...settingsOf(type)), wrong, async (settings, how) => {
          const config = Object(distortValue(structuredClone(settings), how))
          const flow = await start({ type, outputs: ports, config, others, credentials })
          await flow.ask({ payload: [] })
          for (const { error } of flow.caught)
            assert.ok(known.has(error.code ?? '') && error.code !== 'UNEXPECTED', `${error.code}: ${error.message}`)
          await flow.stop()
        }),
        fuzzRuns(25),
      )
    })
  }
})
