import assert from 'node:assert/strict'
import { errorCodes } from '../../src/base/error/catalogue.ts'
import { isPlainObject } from '../../src/base/plain-object.ts'
import { bundledFlow, bundledFlowFiles } from '../support/bundled-flows.ts'
import type { NodeRedEvent } from '../support/node-red-event.ts'
import { type FlowNode, type NodeRed, startNodeRed } from '../support/node-red.ts'

/** The dashboard needs nodes of another package, and has tests of its own. */
const flows = bundledFlowFiles().filter((file) => file !== 'reconcile-dashboard.json')
const [first = ''] = flows

describe('a bundled flow in a Node-RED where nothing is set up', function () {
  this.timeout(120_000)
  let nodeRed: NodeRed

  before(async () => {
    nodeRed = await startNodeRed({ flows: bundledFlow(first) })
  })
  after(() => {
    console.log(nodeRed.log().slice(-3000))
    return nodeRed?.stop()
  })

  for (const file of flows) {
    it(`${file} says which setting is missing, also when its buttons are pressed`, async () => {
      const nodes = bundledFlow(file)
      const from = nodeRed.events.length
      await nodeRed.deploy(nodes)
      const isMissing = (event: NodeRedEvent): boolean => codeOf(event, nodes) === 'CONFIG_MISSING'
      await nodeRed.until('the missing setting', isMissing, { from })
      for (const button of nodes.filter(({ type }) => type === 'inject')) {
        const pressed = nodeRed.events.length
        await nodeRed.press(button.id)
        await nodeRed.until(`${button.name} to be heard`, ({ what }) => what === 'done', { from: pressed })
      }
      const known = new Set<string>(errorCodes)
      const codes = nodeRed.events.slice(from).flatMap((event) => codeOf(event, nodes) ?? [])
      assert.deepEqual(
        codes.filter((code) => !known.has(code) || code === 'UNEXPECTED'),
        [],
      )
      assert.doesNotMatch(nodeRed.log(), /Uncaught|TypeError|ReferenceError|Unhandled/)
    })
  }
})

/** The code of an error that the debug node behind the Catch node gets, when one of our nodes made it. */
function codeOf(event: NodeRedEvent, nodes: readonly FlowNode[]): string | undefined {
  if (event.what !== 'received') return undefined
  const { error } = event.msg
  if (!isPlainObject(error) || !isPlainObject(error['source'])) return undefined
  const { type } = error['source']
  const ours = nodes.some((node) => node.type === type && 'shopify' in node) || type === 'odoo-quant-watch'
  return ours ? String(error['code']) : undefined
}
