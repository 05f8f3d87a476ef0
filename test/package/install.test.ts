import assert from 'node:assert/strict'
import { manifest, nodeNames } from '../support/manifest.ts'
import { startNodeRed } from '../support/node-red.ts'

interface NodeSet {
  readonly module: string
  readonly name: string
  readonly enabled: boolean
  readonly types: readonly string[]
  readonly err?: unknown
}

describe('the package in an empty user directory', function () {
  this.timeout(60_000)

  it('loads every node without an error or a warning', async () => {
    const nodeRed = await startNodeRed({ flows: [] })
    try {
      const response = await fetch(`${nodeRed.url}/nodes`, { headers: { accept: 'application/json' } })
      const sets: NodeSet[] = JSON.parse(await response.text())
      const ours = sets.filter((set) => set.module === manifest().name)
      assert.deepEqual(ours.map((set) => set.name).toSorted(), nodeNames().toSorted())
      for (const set of ours) {
        assert.deepEqual([set.name, set.enabled, set.err, set.types], [set.name, true, undefined, [set.name]])
      }
      const complaints = nodeRed
        .log()
        .split('\n')
        .filter((line) => /\[(error|warn)\]|Error/.test(line))
      assert.deepEqual(
        complaints.filter((line) => !/Projects disabled|Encrypted credentials not found/.test(line)),
        [],
      )
    } finally {
      assert.equal(await nodeRed.stop(), 0)
    }
  })
})
