import assert from 'node:assert/strict'
import { DeliveryScene } from './support/delivery-scene.ts'

const yearOfClock = 1_800_000_000_000

describe('a reading that the store did not give out', () => {
  for (const [name, asOf] of [
    ['a clock', yearOfClock],
    ['another store', 5000],
    ['the largest integer', Number.MAX_SAFE_INTEGER],
  ] as const) {
    it(`is refused in words, whoever gave it its place: ${name}`, async () => {
      const scene = new DeliveryScene()
      await scene.deliver(1, 1, 10)
      const count = await scene.delivery.accept([await scene.read(1, 1, 99, { asOf }), await scene.read(1, 1, 8)], 'node')
      assert.deepEqual(count, { accepted: 1, older: 0, refused: 1 })
      await scene.work()
      assert.equal(scene.available(1), 8)
      const [job] = await scene.jobs()
      assert.equal(job?.failure.code, 'READING_FOREIGN')
      assert.match(job.failure.text, new RegExp(`SKU-1 at Location 1 claims reading ${asOf}, but .* has given out \\d+ at most$`))
      assert.match(job.failure.cure, /same sync-store/)
      await scene.deliver(1, 1, 7)
      assert.equal(scene.available(1), 7)
    })
  }

  it('froze a level in an older version: the next reading goes out', async () => {
    const scene = new DeliveryScene()
    await scene.deliver(1, 1, 10)
    await scene.store.transaction(async (tables) => {
      const frozen = (await tables.levels.page(scene.shopify.shop, null, 10)).flatMap((record) =>
        record.wanted === null ? [] : [{ ...record, rest: yearOfClock, wanted: { ...record.wanted, asOf: yearOfClock } }],
      )
      await tables.levels.put(frozen)
    })
    await scene.deliver(1, 1, 6)
    assert.equal(scene.available(1), 6)
  })
})
