import assert from 'node:assert/strict'
import { statusLine } from '../../nodes/kit/status.ts'
import { turns } from '../support/node-helper.ts'
import { OwnTimers } from '../support/own-timers.ts'
import { plainNode } from '../support/plain-node.ts'

describe('a status line', () => {
  it('shows the newest, never the same twice, and nothing once it is closed', async () => {
    const timers = new OwnTimers()
    try {
      const { node, statuses } = plainNode()
      const status = statusLine(node, 20)
      const shown = async (count: number) => {
        while (statuses.length < count) await turns(1)
      }
      status.set({ text: 'one' })
      status.set({ text: 'two' })
      await shown(1)
      status.set({ text: 'two' })
      while ((await timers.running()).length > 0) await turns(1)
      status.set({ text: 'three' })
      await shown(2)
      status.set({ text: 'four' })
      status.close()
      status.set({ text: 'five' })
      assert.deepEqual(await timers.running(), [])
      assert.deepEqual(statuses, [{ text: 'two' }, { text: 'three' }])
    } finally {
      timers.stop()
    }
  })
})
