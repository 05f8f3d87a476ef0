import assert from 'node:assert/strict'
import { bundledFlow, bundledFlowFiles } from '../support/bundled-flows.ts'
import { drawnFlow, isAt, overlap } from '../support/drawn-flow.ts'

/** Pixels that stay free around a node, so that a wire beside it is not taken for one of its own. */
const gap = 3

describe('the layout of the bundled flows', () => {
  for (const file of bundledFlowFiles()) {
    const { nodes, labels, wires } = drawnFlow(bundledFlow(file))

    it(`${file}: no wire runs behind a node or the text of a group`, () => {
      const hidden = wires.flatMap(({ from, to, places }) =>
        [...nodes, ...labels]
          .filter((box) => box.id !== from && box.id !== to && places.some((place) => isAt(place, box, gap)))
          .map(({ id }) => `${from} → ${to} behind ${id}`),
      )
      assert.deepEqual(hidden, [])
    })

    it(`${file}: no node covers another or begins left of the sheet`, () => {
      const covered = nodes.flatMap((node, index) =>
        nodes
          .slice(index + 1)
          .filter((other) => overlap(node, other, gap))
          .map((other) => `${node.id} and ${other.id}`),
      )
      assert.deepEqual(covered, [])
      for (const { id, left } of nodes) assert.ok(left >= 0, `${id} begins at ${left}`)
    })
  }
})
