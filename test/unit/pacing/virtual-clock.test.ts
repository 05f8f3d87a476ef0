import assert from 'node:assert/strict'
import { VirtualClock } from '../../support/virtual-clock.ts'

describe('the virtual clock', () => {
  it('wakes sleepers in the order of their time, then of their falling asleep', async () => {
    const clock = new VirtualClock(0)
    const woken: string[] = []
    const nap = (name: string, ms: number) => clock.sleep(ms).then(() => woken.push(`${name}@${clock.now()}`))
    void nap('c', 30)
    void nap('a', 10)
    void nap('b', 10)
    await clock.advance(20)
    assert.deepEqual(woken, ['a@10', 'b@10'])
    assert.equal(clock.now(), 20)
    await clock.advance(10)
    assert.deepEqual(woken, ['a@10', 'b@10', 'c@30'])
  })

  it('runs what a sleeper sets off before the next one wakes', async () => {
    const clock = new VirtualClock(0)
    const times: number[] = []
    const chain = async () => {
      for (let i = 0; i < 3; i++) {
        await clock.sleep(5)
        times.push(clock.now())
      }
    }
    const long = clock.sleep(12).then(() => times.push(clock.now()))
    await clock.run(Promise.all([chain(), long]))
    assert.deepEqual(times, [5, 10, 12, 15])
  })

  it('wakes a sleeper at once when its signal aborts', async () => {
    const clock = new VirtualClock(0)
    const alarm = new AbortController()
    const nap = clock.sleep(1000, alarm.signal)
    assert.equal(clock.sleeping, 1)
    alarm.abort()
    await nap
    assert.equal(clock.sleeping, 0)
    assert.equal(clock.now(), 0)
  })

  it('says so when a promise can never settle', async () => {
    await assert.rejects(new VirtualClock().run(new Promise(() => undefined)), /no clock brings about/)
  })
})
