import assert from 'node:assert/strict'
import { DeliveryScene } from './support/delivery-scene.ts'

const minute = 60_000

interface Twice {
  readonly scene: DeliveryScene
  /** Sells as soon as the next write stands before Shopify. */
  sellBeforeNextWrite(quantity: number): void
}

/** A level that showed 10 before a write of 16; that was carried out, its answer was lost, and 4 were sold since. */
async function sixteenLost(): Promise<Twice> {
  let selling = 0
  const scene: DeliveryScene = new DeliveryScene({
    model: { idempotency: 'reevaluate' },
    gate: (moment, call) => {
      if (selling === 0 || moment !== 'before' || call !== 'setQuantities') return
      scene.sell(1, selling)
      selling = 0
    },
  })
  await scene.deliver(1, 1, 10)
  scene.fate = (call) => (call === 'setQuantities' ? 'lost-after' : 'carried-out')
  await scene.deliver(1, 1, 16)
  scene.sell(1, 4)
  assert.equal(scene.available(1), 12)
  return { scene, sellBeforeNextWrite: (quantity) => (selling = quantity) }
}

/** Lets the engine find out that it cannot know, and want another number meanwhile. */
async function wantNow(scene: DeliveryScene, quantity: number): Promise<void> {
  scene.fate = (call) => (call === 'readLevels' ? 'unreachable' : 'carried-out')
  await scene.deliver(1, 1, quantity)
  await scene.work(minute)
  assert.equal((await scene.level(1)).doubt?.kind, 'lost')
}

describe('a write of unknown fate', () => {
  it('is still unknown when the write after it met a sale: every sale since is held', async () => {
    const { scene, sellBeforeNextWrite } = await sixteenLost()
    await wantNow(scene, 18)
    sellBeforeNextWrite(1)
    scene.fate = () => 'carried-out'
    await scene.work(2 * minute)
    assert.equal(scene.available(1), 13, 'of 18, 4 and 1 were sold')
  })

  it('is still unknown when the answer to the write after it is lost, too', async () => {
    const { scene, sellBeforeNextWrite } = await sixteenLost()
    await wantNow(scene, 15)
    let lost = false
    scene.fate = (call) => {
      if (call !== 'setQuantities' || lost) return 'carried-out'
      lost = true
      return 'lost-before'
    }
    sellBeforeNextWrite(3)
    await scene.work(2 * minute)
    assert.ok(lost)
    assert.equal(scene.available(1), 8, 'of 15, 4 and 3 were sold')
  })

  it('is forgotten once a compare has proved what Shopify shows', async () => {
    const { scene } = await sixteenLost()
    await wantNow(scene, 18)
    scene.fate = () => 'carried-out'
    await scene.work(2 * minute)
    assert.equal(scene.available(1), 14)
    const level = await scene.level(1)
    assert.deepEqual([level.sent, level.observed, level.doubt], [null, null, null])
    assert.equal(JSON.stringify(level).includes('"before"'), false)
  })
})
