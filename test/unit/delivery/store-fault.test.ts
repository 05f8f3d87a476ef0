import assert from 'node:assert/strict'
import { SyncError } from '../../../src/base/error/sync-error.ts'
import type { Store } from '../../../src/ports/store/store.ts'
import { DeliveryScene } from './support/delivery-scene.ts'

const minute = 60_000
/** So many transactions three changes take, with what the lanes look for in between. */
const transactions = 45

/** A store of which one transaction fails: before its work, or when it should be committed. */
class FailingStore {
  count = 0
  failAt = 0
  commits = false

  between(store: Store): Store {
    return {
      transaction: async (work) => {
        if (++this.count !== this.failAt) return store.transaction(work)
        const fault = new SyncError('STORE_FULL', { file: 'sync.sqlite' })
        if (!this.commits) throw fault
        return store.transaction(async (tables) => {
          await work(tables)
          throw fault
        })
      },
      close: () => store.close(),
    }
  }
}

async function acceptUntilStored(scene: DeliveryScene, quantity: number): Promise<void> {
  const line = await scene.read(1, 1, quantity)
  try {
    await scene.accept([line], 0)
  } catch (error) {
    // Nothing was promised: whoever asked hears of it, and asks again.
    assert.ok(error instanceof SyncError && error.code === 'STORE_FULL')
    await scene.accept([line], 0)
  }
}

describe('a store that fails once', () => {
  for (const idempotency of ['replay', 'reevaluate', 'none'] as const) {
    for (const commits of [false, true]) {
      it(`loses nothing and writes over no sale, whichever transaction it is (keys: ${idempotency}, ${commits ? 'at the commit' : 'before the work'})`, async () => {
        for (let failAt = 1; failAt <= transactions; failAt++) {
          const faulty = new FailingStore()
          let sold = false
          const scene = new DeliveryScene({
            lanes: 2,
            model: { idempotency },
            store: (store) => faulty.between(store),
            gate: (moment, call) => {
              // Somebody buys one right after the second write.
              if (moment !== 'after' || call !== 'setQuantities' || sold || scene.available(1) !== 12) return
              sold = true
              scene.sell(1, 1)
            },
          })
          faulty.count = 0
          faulty.failAt = failAt
          faulty.commits = commits
          await acceptUntilStored(scene, 10)
          await scene.work(2_000)
          await acceptUntilStored(scene, 12)
          await scene.work(2_000)
          await acceptUntilStored(scene, 9)
          await scene.work(3 * minute)
          const where = `transaction ${failAt} failed`
          assert.equal(sold, true, where)
          assert.ok(scene.available(1) <= 8, `${where}: ${scene.available(1)} of 9 shown, and one is sold`)
          const { waiting, sending, failed } = await scene.delivery.depth()
          assert.deepEqual([waiting, sending, failed], [0, 0, 0], where)
          assert.equal(scene.delivery.state().trouble, null, where)
          await acceptUntilStored(scene, 8)
          const [known] = await scene.holds()
          await scene.accept([await scene.read(1, 1, 8, { reserved: known?.quantity ?? 1 })], 3 * minute)
          assert.equal(scene.available(1), 8, `${where}: the truth in the end`)
          await scene.delivery.stop()
          assert.ok(faulty.count >= transactions)
        }
      })
    }
  }

  it('says so by a line that was not recorded when not even the job can be stored', async () => {
    const scene = new DeliveryScene({
      store: () => ({
        transaction: () => Promise.reject(new SyncError('STORE_FULL', { file: 'sync.sqlite' })),
        close: async () => undefined,
      }),
      options: { maxAttempts: 2 },
    })
    await scene.work(minute)
    assert.deepEqual(
      scene.failed.map(({ code, recorded }) => [code, recorded]),
      [['STORE_FULL', false]],
    )
    await scene.delivery.stop()
  })
})
