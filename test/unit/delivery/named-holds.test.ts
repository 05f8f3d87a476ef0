import assert from 'node:assert/strict'
import { confirmReservation, openNamedHold } from '../../../src/engine/delivery/named-hold.ts'
import { DeliveryScene, type SceneSettings } from './support/delivery-scene.ts'

const first = 'gid://shopify/Order/1'
const second = 'gid://shopify/Order/2'

async function ten(settings: SceneSettings = {}): Promise<DeliveryScene> {
  const scene = new DeliveryScene({ ...settings, options: { orders: 'named', ...settings.options } })
  await scene.deliver(1, 1, 10)
  return scene
}

/** The order reaches us. */
async function arrives(scene: DeliveryScene, order: string, quantity: number): Promise<void> {
  await scene.within((tables) => openNamedHold(tables, scene.random, { ...scene.key(1), order, quantity }, scene.clock.now()))
  scene.delivery.wake()
  await scene.work()
}

/** Odoo has reserved the order. */
async function reserved(scene: DeliveryScene, order: string): Promise<void> {
  await scene.within((tables) => confirmReservation(tables, scene.shopify.shop, order, scene.clock.now()))
  scene.delivery.wake()
  await scene.work()
}

const holds = async (scene: DeliveryScene): Promise<[string | null, number, number][]> =>
  (await scene.holds()).map(({ order, quantity, seen }) => [order, quantity, seen])

describe('a named hold', () => {
  it('keeps the units of the order back from every picture until one that was read after its reservation', async () => {
    const scene = await ten()
    scene.sell(1, 3)
    await arrives(scene, first, 3)
    await scene.deliver(1, 1, 12)
    assert.equal(scene.available(1), 9)
    const early = await scene.read(1, 1, 11)
    await reserved(scene, first)
    assert.equal(scene.available(1), 9, 'the confirmation alone ends nothing')
    await scene.accept([early])
    assert.equal(scene.available(1), 8, 'nor does a picture that was read before it')
    await scene.deliver(1, 1, 9, { reserved: 3 })
    assert.equal(scene.available(1), 9)
    assert.deepEqual(await holds(scene), [], 'it is forgotten when its sale was seen and every picture is newer')
  })

  it('is opened once, however often the order arrives', async () => {
    const scene = await ten()
    scene.sell(1, 3)
    for (let time = 0; time < 3; time++) await arrives(scene, first, 3)
    assert.deepEqual(await holds(scene), [[first, 3, 3]])
    assert.equal(scene.available(1), 7)
    const opened = (await scene.audit(1)).filter(({ what }) => what === 'hold-opened')
    assert.deepEqual(
      opened.map(({ note }) => note),
      [`3 for order ${first}`],
    )
  })

  it('does not end by time, however long Odoo takes', async () => {
    const scene = await ten({ options: { holdFor: 60_000 } })
    scene.sell(1, 3)
    await arrives(scene, first, 3)
    await scene.work(10 * 60_000)
    await scene.deliver(1, 1, 12)
    assert.equal(scene.available(1), 9)
  })

  it('does not end by what else Odoo reserves', async () => {
    const scene = await ten()
    scene.sell(1, 3)
    await arrives(scene, first, 3)
    await scene.deliver(1, 1, 7, { reserved: 3 })
    assert.equal(scene.available(1), 4, 'a back-office order of 3 and the order of 3')
  })

  it('explains the decrease that it is: no unnamed hold is opened beside it', async () => {
    const scene = await ten()
    scene.sell(1, 3)
    await arrives(scene, first, 3)
    assert.equal(scene.available(1), 7)
    await scene.deliver(1, 1, 12)
    assert.deepEqual(await holds(scene), [[first, 3, 3]])
    assert.equal(scene.available(1), 9)
  })

  it('takes the place of the unnamed hold that was this very sale, unit by unit', async () => {
    const scene = await ten()
    const kept = async (): Promise<string[]> =>
      (await scene.holds()).map(({ order, quantity }) => `${order ?? 'unnamed'}: ${quantity}`).toSorted()
    scene.sell(1, 5)
    await scene.deliver(1, 1, 12)
    assert.deepEqual(await kept(), ['unnamed: 5'])
    await arrives(scene, first, 3)
    assert.deepEqual(await kept(), [`${first}: 3`, 'unnamed: 2'])
    assert.equal(scene.available(1), 7)
    scene.sell(1, 2)
    await arrives(scene, second, 4)
    assert.deepEqual(await kept(), [`${first}: 3`, `${second}: 4`])
    assert.equal(scene.available(1), 5, '2 of the second order are news')
  })

  it('is what a write under way had found out, when the order arrives before the answer', async () => {
    let slow = 0
    const scene: DeliveryScene = await ten({
      gate: (moment, call) => (slow > 0 && call === 'setQuantities' && moment === 'before' ? scene.clock.sleep(slow) : undefined),
    })
    scene.sell(1, 3)
    slow = 1_000
    await scene.deliver(1, 1, 12)
    await scene.work(1_500)
    assert.equal((await scene.level(1)).sent?.newHold, 3)
    await arrives(scene, first, 3)
    slow = 0
    await scene.work(5_000)
    assert.deepEqual(await holds(scene), [[first, 3, 3]])
    assert.equal(scene.available(1), 9)
  })

  it('waits for a level that no picture has named yet, and follows it to its stock', async () => {
    const scene = new DeliveryScene({ options: { orders: 'named' }, available: 10 })
    scene.sell(1, 3)
    await arrives(scene, first, 3)
    assert.equal(scene.available(1), 7)
    await scene.deliver(1, 1, 10)
    assert.equal(scene.available(1), 7)
    assert.deepEqual(
      (await scene.holds()).map(({ pool }) => pool),
      [(await scene.level(1)).wanted?.pool],
    )
  })

  it('of several orders each ends by itself', async () => {
    const scene = await ten()
    scene.sell(1, 3)
    scene.sell(1, 2)
    await arrives(scene, first, 3)
    await arrives(scene, second, 2)
    await reserved(scene, second)
    await scene.deliver(1, 1, 8, { reserved: 2 })
    assert.equal(scene.available(1), 5)
    await reserved(scene, first)
    await scene.deliver(1, 1, 5, { reserved: 5 })
    assert.equal(scene.available(1), 5)
    assert.deepEqual(await holds(scene), [])
  })

  it('whose reservation was confirmed before Shopify was looked at is kept to explain the decrease', async () => {
    const scene = await ten()
    await scene.delivery.freeze('')
    scene.sell(1, 3)
    await arrives(scene, first, 3)
    await reserved(scene, first)
    await scene.deliver(1, 1, 8, { reserved: 3 })
    assert.deepEqual(await holds(scene), [[first, 3, 0]])
    await scene.delivery.release('')
    await scene.work()
    assert.equal(scene.available(1), 8, 'the units that Shopify took off are those that Odoo has reserved')
    await scene.deliver(1, 1, 9, { reserved: 3 })
    assert.deepEqual([scene.available(1), await holds(scene)], [9, []])
  })

  it('ends for an order that nobody heard of without any effect', async () => {
    const scene = await ten()
    await reserved(scene, second)
    assert.deepEqual(await holds(scene), [])
    assert.equal(scene.available(1), 10)
  })
})
