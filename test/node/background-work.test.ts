import assert from 'node:assert/strict'
import { background } from '../../nodes/kit/background.ts'
import { repeat, type Repeating } from '../../nodes/kit/repeat.ts'
import { SyncError } from '../../src/base/error/sync-error.ts'
import { english } from '../support/english.ts'
import { turns } from '../support/node-helper.ts'
import { OwnTimers } from '../support/own-timers.ts'
import { plainNode } from '../support/plain-node.ts'

describe('background work', () => {
  let working: Repeating | undefined
  afterEach(() => working?.stop())

  it('goes on after a failure, which is told in words', async () => {
    const { node, errors } = plainNode()
    let runs = 0
    const twice = Promise.withResolvers<void>()
    working = repeat(node, english, 1, async () => {
      if (++runs === 2) twice.resolve()
      throw new SyncError('STORE_FULL', { file: 'store.sqlite' })
    })
    await twice.promise
    assert.match(String(errors[0]), /–/)
  })

  it('that is done once never rejects, whatever goes wrong in it or in telling of it', async () => {
    const { node, errors } = plainNode()
    const fail = (name: string) => () => {
      throw new SyncError('UNEXPECTED', { name })
    }
    const heard: unknown[] = []
    await background(node, english, fail('one'))
    await background(node, english, fail('two'), (error) => heard.push(error))
    await background(node, english, fail('three'), fail('four'))
    assert.equal(errors.length, 1)
    assert.match(String(heard[0]), /two/)
  })

  it('goes on when telling the failure fails', async () => {
    const { node } = plainNode()
    let runs = 0
    const twice = Promise.withResolvers<void>()
    working = repeat(
      node,
      english,
      1,
      async () => {
        if (++runs === 2) twice.resolve()
        throw new Error('one')
      },
      () => {
        throw new Error('two')
      },
    )
    await twice.promise
  })

  it('is done once more when it is asked for while it runs, and never after it was stopped', async () => {
    const { node } = plainNode()
    const begun = Promise.withResolvers<void>()
    const goOn = Promise.withResolvers<void>()
    const twice = Promise.withResolvers<void>()
    let runs = 0
    working = repeat(node, english, 3_600_000, async () => {
      runs += 1
      if (runs === 2) twice.resolve()
      begun.resolve()
      await goOn.promise
    })
    working.now()
    await begun.promise
    working.now()
    working.now()
    goOn.resolve()
    await twice.promise
    await working.stop()
    working.now()
    await turns()
    assert.equal(runs, 2)
  })

  it('stops when what is under way has ended, and leaves no timer', async () => {
    const timers = new OwnTimers()
    try {
      const { node } = plainNode()
      const goOn = Promise.withResolvers<void>()
      let ended = false
      const begun = Promise.withResolvers<void>()
      working = repeat(node, english, 3_600_000, async () => {
        begun.resolve()
        await goOn.promise
        ended = true
      })
      working.now()
      await begun.promise
      const stopped = working.stop().then(() => assert.equal(ended, true))
      goOn.resolve()
      await stopped
      const idle = repeat(node, english, 3_600_000, async () => undefined)
      await idle.stop()
      assert.deepEqual(await timers.running(), [])
    } finally {
      timers.stop()
    }
  })
})
