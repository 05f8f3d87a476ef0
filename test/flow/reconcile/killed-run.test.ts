import assert from 'node:assert/strict'
import { type Demo, startDemo } from '../../../sandbox/demo/start-demo.ts'
import type { RunStatus } from '../../../src/engine/reconcile/status.ts'
import { bundledFlow } from '../../support/bundled-flows.ts'
import type { NodeRedEvent } from '../../support/node-red-event.ts'
import { type NodeRed, startNodeRed } from '../../support/node-red.ts'
import { isRunStatus } from '../../support/reconcile/run-status.ts'

describe('a run whose Node-RED is killed', function () {
  this.timeout(120_000)
  let demo: Demo | undefined
  let nodeRed: NodeRed | undefined

  after(async () => {
    await nodeRed?.stop()
    await demo?.close()
  })

  it('goes on where it stopped when Node-RED is started again, without being asked', async () => {
    demo = await startDemo()
    const flows = bundledFlow('nightly-reconcile.json')
    const env = { SHOPIFY_API_VERSION: '', SYNC_STORE: 'sync.sqlite', ...demo.environment }
    nodeRed = await startNodeRed({ flows, env })
    await nodeRed.press('nre-start')
    const begun = await nodeRed.until('the run to begin', (event) => runOf(event)?.state === 'running', { withinMs: 30_000 })
    await nodeRed.kill()
    nodeRed = await startNodeRed({ flows, env, userDir: nodeRed.userDir })
    const ended = await nodeRed.until('the run to end', (event) => runOf(event)?.state === 'done', { withinMs: 30_000 })
    assert.equal(runOf(ended)?.id, runOf(begun)?.id)
    assert.equal(runOf(ended)?.kind, 'compare')
  })
})

/** The run in a message to the node that shows progress. */
function runOf(event: NodeRedEvent): RunStatus['run'] | undefined {
  if (event.what !== 'received' || event.node !== 'nre-progress') return undefined
  const { payload } = event.msg
  return isRunStatus(payload) ? payload.run : undefined
}
