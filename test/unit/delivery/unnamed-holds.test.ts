import assert from 'node:assert/strict'
import { wordsOf } from '../../support/english.ts'
import { verifyLevels } from '../../../src/engine/delivery/read-levels.ts'
import { DeliveryScene, type SceneSettings } from './support/delivery-scene.ts'

const minute = 60_000
const hour = 60 * minute

/** A level that shows 10 of which Odoo has reserved nothing. */
async function ten(settings: SceneSettings = {}): Promise<DeliveryScene> {
  const scene = new DeliveryScene(settings)
  await scene.deliver(1, 1, 10)
  return scene
}

/** The same after 3 were sold in Shopify and Odoo, which knows nothing of it, received 2. */
async function threeHeld(settings: SceneSettings = {}): Promise<DeliveryScene> {
  const scene = await ten(settings)
  scene.sell(1, 3)
  await scene.deliver(1, 1, 12)
  assert.equal(scene.available(1), 9)
  return scene
}

const quantities = async (scene: DeliveryScene): Promise<number[]> => (await scene.holds()).map(({ quantity }) => quantity)
const notes = async (scene: DeliveryScene): Promise<(string | undefined)[]> =>
  (await scene.audit(1)).filter(({ what }) => what.startsWith('hold')).map(({ what, note }) => `${what}: ${note}`)

describe('an unnamed hold', () => {
  it('keeps back what was sold and what nobody explains, instead of writing over it', async () => {
    const scene = await threeHeld()
    const [hold] = await scene.holds()
    assert.deepEqual([hold?.quantity, hold?.order, hold?.reservedAsOf], [3, null, null])
    assert.deepEqual(await notes(scene), ['hold-opened: 3 sold in Shopify, not known in Odoo'])
    assert.equal(scene.applied.at(-1)?.held, 3)
    assert.match(wordsOf(scene.applied.at(-1)?.trace).join('; '), /3 held back.*set from 7 to 9/)
  })

  it('is not opened for a sale that Odoo has reserved already', async () => {
    const scene = await ten()
    scene.sell(1, 3)
    await scene.deliver(1, 1, 9, { reserved: 3 })
    assert.equal(scene.available(1), 9)
    assert.deepEqual(await scene.holds(), [])
  })

  it('ends by the units that a picture shows as newly reserved', async () => {
    const scene = await threeHeld()
    await scene.deliver(1, 1, 9, { reserved: 3 })
    assert.equal(scene.available(1), 9)
    assert.deepEqual(await scene.holds(), [])
    assert.deepEqual((await notes(scene)).slice(1), ['hold-ended: reserved in Odoo'])
  })

  it('shrinks by as much as was reserved', async () => {
    const scene = await threeHeld()
    await scene.deliver(1, 1, 11, { reserved: 1 })
    assert.deepEqual(await quantities(scene), [2])
    assert.equal(scene.available(1), 9)
    await scene.deliver(1, 1, 9, { reserved: 3 })
    assert.deepEqual(await quantities(scene), [])
    assert.equal(scene.available(1), 9)
    assert.deepEqual((await notes(scene)).slice(1), ['hold-ended: partly reserved in Odoo, 2 left', 'hold-ended: reserved in Odoo'])
  })

  it('does not end by a picture that was read before the sale was seen', async () => {
    const scene = await ten()
    const early = await scene.read(1, 1, 10, { reserved: 3 })
    scene.sell(1, 3)
    await scene.within((tables) => verifyLevels(tables, [scene.key(1)]))
    scene.delivery.wake()
    await scene.work()
    assert.deepEqual([scene.available(1), await quantities(scene)], [7, [3]])
    await scene.accept([early])
    assert.deepEqual([scene.available(1), await quantities(scene)], [7, [3]])
    await scene.deliver(1, 1, 7, { reserved: 3 })
    assert.deepEqual([scene.available(1), await quantities(scene)], [7, []])
  })

  it('that ends by a reservation has its level read again: the reservation may be that of a sale which nobody has seen', async () => {
    const scene = await threeHeld()
    scene.sell(1, 2)
    // The order of the 2 reaches Odoo first. 10 free, 1 still held: the level is to show 9, which it showed when last looked at.
    await scene.deliver(1, 1, 10, { reserved: 2 })
    assert.deepEqual([scene.available(1), await quantities(scene)], [7, [1, 2]])
    await scene.deliver(1, 1, 7, { reserved: 5 })
    assert.deepEqual([scene.available(1), await quantities(scene)], [7, []])
  })

  it('ends oldest first, and no reserved unit ends two holds', async () => {
    const scene = await threeHeld()
    await scene.work(minute)
    scene.sell(1, 2)
    await scene.deliver(1, 1, 13)
    assert.deepEqual(await quantities(scene), [3, 2])
    await scene.deliver(1, 1, 9, { reserved: 4 })
    assert.deepEqual(await quantities(scene), [1])
    await scene.deliver(1, 1, 9, { reserved: 4 })
    assert.deepEqual(await quantities(scene), [1])
    await scene.deliver(1, 1, 8, { reserved: 5 })
    assert.deepEqual(await quantities(scene), [])
    assert.equal(scene.available(1), 8)
  })

  it('counts a rise after a fall: what was shipped is no longer reserved', async () => {
    const scene = new DeliveryScene()
    await scene.deliver(1, 1, 10, { reserved: 5 })
    scene.sell(1, 3)
    await scene.deliver(1, 1, 11, { reserved: 0 })
    assert.deepEqual([scene.available(1), await quantities(scene)], [8, [3]])
    await scene.deliver(1, 1, 8, { reserved: 3 })
    assert.deepEqual([scene.available(1), await quantities(scene)], [8, []])
  })

  it('ends when its time is over, and the audit trail says so', async () => {
    const scene = await threeHeld({ options: { holdFor: hour } })
    await scene.work(hour - minute)
    assert.equal(scene.available(1), 9)
    await scene.work(2 * minute)
    assert.equal(scene.available(1), 12)
    assert.deepEqual((await notes(scene)).slice(1), ['hold-ended: expired 3'])
  })

  it('lasts until its time when the order was reserved and shipped between two pictures: too little is sold, never too much', async () => {
    const scene = await threeHeld({ options: { holdFor: hour } })
    await scene.deliver(1, 1, 9)
    assert.equal(scene.available(1), 6)
    await scene.work(hour)
    assert.equal(scene.available(1), 9)
  })

  it("ends too early when somebody else's order is reserved: an assumption that only named orders do without", async () => {
    const scene = await threeHeld()
    // A back-office order of 3 has nothing to do with the sale, but Odoo shows the same figures for both.
    await scene.deliver(1, 1, 9, { reserved: 3 })
    assert.deepEqual(await quantities(scene), [])
    assert.equal(scene.available(1), 9, 'of 12, 3 are reserved and 3 are sold: 6 would be right')
    await scene.deliver(1, 1, 6, { reserved: 6 })
    assert.equal(scene.available(1), 6, 'right again when the sale reaches Odoo')
  })

  it('is opened once for one sale, however often the level is written', async () => {
    const scene = await threeHeld()
    for (const quantity of [13, 14, 15]) await scene.deliver(1, 1, quantity)
    assert.deepEqual(await quantities(scene), [3])
    assert.equal(scene.available(1), 12)
  })

  it('is never larger than what is there to be sold: the level stops at zero', async () => {
    const scene = await ten()
    scene.sell(1, 8)
    await scene.deliver(1, 1, 5)
    assert.equal(scene.available(1), 0)
    assert.deepEqual(await quantities(scene), [8])
  })

  it('ends when the reservation came in while its write was under way', async () => {
    let slow = 0
    const scene: DeliveryScene = await ten({
      gate: (moment, call) => (slow > 0 && call === 'setQuantities' && moment === 'before' ? scene.clock.sleep(slow) : undefined),
    })
    scene.sell(1, 3)
    slow = 1_000
    await scene.deliver(1, 1, 12)
    await scene.work(1_500)
    await scene.accept([await scene.read(1, 1, 9, { reserved: 3 })])
    slow = 0
    await scene.work(5_000)
    assert.equal(scene.available(1), 9)
    assert.deepEqual(await quantities(scene), [])
    assert.deepEqual(await notes(scene), ['hold-opened: 3 sold in Shopify, not known in Odoo', 'hold-ended: reserved in Odoo'])
  })

  describe('while a reserved unit explains another sale in a write under way', () => {
    /**
     * 2 of 11 are sold and held. Odoo has reserved them in a picture that was read before the sale was seen, and 1 more is
     * sold: it is explained by that reservation, and a write of 7 is under way.
     */
    async function explained(): Promise<DeliveryScene> {
      let slow = 0
      const scene: DeliveryScene = await ten({
        gate: (moment, call) => (slow > 0 && call === 'setQuantities' && moment === 'before' ? scene.clock.sleep(slow) : undefined),
      })
      scene.sell(1, 2)
      const eleven = await scene.read(1, 1, 11)
      const early = await scene.read(1, 1, 9, { reserved: 2 })
      await scene.accept([eleven])
      assert.deepEqual([scene.available(1), await quantities(scene)], [9, [2]])
      scene.sell(1, 1)
      slow = 1_000
      await scene.accept([early], 1_500)
      assert.deepEqual([(await scene.level(1)).sent?.compare, (await scene.level(1)).sent?.target], [8, 7])
      return scene
    }

    it('that unit does not end a hold as well by a picture that comes meanwhile', async () => {
      const scene = await explained()
      await scene.accept([await scene.read(1, 1, 9, { reserved: 2 })])
      await scene.work(10_000)
      assert.deepEqual([scene.available(1), await quantities(scene)], [8, [1]])
      await scene.deliver(1, 1, 8, { reserved: 3 })
      await scene.work(10_000)
      assert.deepEqual([scene.available(1), await quantities(scene)], [8, []])
    })

    it('every reserved unit counts once: none is left to explain the next sale', async () => {
      const scene = await explained()
      await scene.accept([await scene.read(1, 1, 8, { reserved: 3 })])
      await scene.work(1_000)
      assert.deepEqual([scene.available(1), (await scene.level(1)).sent?.target], [7, 8])
      scene.sell(1, 1)
      await scene.work(10_000)
      assert.deepEqual([scene.available(1), await quantities(scene)], [7, [1]])
    })

    it('that unit ends the hold when the write came to nothing and the sale is explained by a later one', async () => {
      const scene = await explained()
      scene.fate = (call) => (call === 'setQuantities' ? 'lost-before' : 'carried-out')
      await scene.work(2_000)
      await scene.accept([await scene.read(1, 1, 8, { reserved: 3 })])
      scene.fate = () => 'carried-out'
      await scene.work(10 * minute)
      assert.deepEqual([scene.available(1), await quantities(scene)], [8, []])
    })
  })
})
