import assert from 'node:assert/strict'
import fc from 'fast-check'
import { HintPacer } from '../../../src/adapters/odoo/hint-pacer.ts'
import { VirtualClock } from '../../support/virtual-clock.ts'

describe('the pacer of hints', () => {
  const play = async (hints: readonly number[], until: number): Promise<number[]> => {
    const clock = new VirtualClock(0)
    const rung: number[] = []
    const pacer = new HintPacer(clock, () => rung.push(clock.now()))
    for (const at of hints) {
      await clock.advance(at - clock.now())
      pacer.hint()
    }
    await clock.advance(until - clock.now())
    await pacer.stop()
    return rung
  }

  it('rings a second after a hint, and once more, because Odoo may tell before it commits', async () => {
    assert.deepEqual(await play([0], 60_000), [1000, 6000])
  })

  it('makes one reading of the many hints of one transfer', async () => {
    assert.deepEqual(await play([0, 10, 20, 30, 900], 60_000), [1000, 6900])
  })

  it('rings at most every two seconds while hints go on', async () => {
    const hints = Array.from({ length: 100 }, (_, number) => number * 100)
    assert.deepEqual(await play(hints, 60_000), [1000, 3000, 5000, 7000, 9000, 11_000, 15_900])
  })

  it('does not make the second look late a hint that comes before it', async () => {
    assert.deepEqual(await play([0, 4000], 60_000), [1000, 5000, 10_000])
  })

  it('is silent once it was stopped', async () => {
    const clock = new VirtualClock(0)
    let rung = 0
    const pacer = new HintPacer(clock, () => (rung += 1))
    pacer.hint()
    await pacer.stop()
    pacer.hint()
    await clock.advance(60_000)
    assert.deepEqual([rung, clock.sleeping], [0, 0])
  })

  it('follows every hint with a ring within two seconds, and never rings more often', async () => {
    const gaps = fc.array(fc.integer({ min: 0, max: 9000 }), { minLength: 1, maxLength: 30 })
    await fc.assert(
      fc.asyncProperty(gaps, async (steps) => {
        const hints: number[] = []
        for (const step of steps) hints.push((hints.at(-1) ?? 0) + step)
        const last = hints.at(-1) ?? 0
        const rung = await play(hints, last + 20_000)
        for (const hint of hints)
          assert.ok(
            rung.some((at) => at > hint && at <= hint + 2000),
            `hint ${hint}, rung ${rung.join(' ')}`,
          )
        assert.ok(rung.some((at) => at === last + 6000))
        // The second look alone may come sooner after the reading before it.
        for (const [place, at] of rung.slice(1, -1).entries()) assert.ok(at - (rung[place] ?? 0) >= 2000, rung.join(' '))
      }),
      { numRuns: 100 },
    )
  })
})
