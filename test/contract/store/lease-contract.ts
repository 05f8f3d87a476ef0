import assert from 'node:assert/strict'
import { NOW } from './example.ts'
import { onStore, type StoreFactory } from './store-under-test.ts'

const name = 'delivery one.myshopify.com'

export function leaseContract(make: StoreFactory): void {
  describe('leases', () => {
    it(
      'gives a name to one owner at a time, until its time is over or it is given back',
      onStore(make, async (store) => {
        await store.transaction(async ({ leases }) => {
          assert.equal(await leases.get(name), null)
          assert.deepEqual(await leases.take({ name, owner: 'a', until: NOW + 10 }, NOW), { name, owner: 'a', epoch: 1, until: NOW + 10 })
          assert.equal(await leases.take({ name, owner: 'b', until: NOW + 19 }, NOW + 9), null)
          assert.deepEqual(await leases.take({ name: 'another', owner: 'b', until: NOW + 9 }, NOW), {
            name: 'another',
            owner: 'b',
            epoch: 1,
            until: NOW + 9,
          })
          assert.deepEqual(await leases.take({ name, owner: 'b', until: NOW + 20 }, NOW + 10), {
            name,
            owner: 'b',
            epoch: 2,
            until: NOW + 20,
          })
          await leases.end(name, 'a')
          assert.equal(await leases.take({ name, owner: 'a', until: NOW + 30 }, NOW + 11), null)
          await leases.end(name, 'b')
          assert.deepEqual(await leases.take({ name, owner: 'a', until: NOW + 30 }, NOW + 11), {
            name,
            owner: 'a',
            epoch: 3,
            until: NOW + 30,
          })
          assert.deepEqual(await leases.get(name), { name, owner: 'a', epoch: 3, until: NOW + 30 })
        })
      }),
    )

    it(
      'prolongs what an owner has from the time that it asks, also when the clock was set back',
      onStore(make, async (store) => {
        await store.transaction(async ({ leases }) => {
          await leases.take({ name, owner: 'a', until: NOW + 10 }, NOW)
          assert.equal((await leases.take({ name, owner: 'a', until: NOW + 15 }, NOW + 5))?.until, NOW + 15)
          assert.equal((await leases.take({ name, owner: 'a', until: NOW - 2 }, NOW - 12))?.until, NOW - 2)
          // Nobody came in between: it is the same ownership, also after its time.
          assert.equal((await leases.take({ name, owner: 'a', until: NOW + 40 }, NOW + 30))?.epoch, 1)
        })
      }),
    )

    it(
      'lets the next process have at once what the last one had',
      onStore(make, async (store, underTest) => {
        await store.transaction(({ leases }) => leases.take({ name, owner: 'a', until: NOW + 99 }, NOW))
        const next = await underTest.again()
        const taken = await next.transaction(({ leases }) => leases.take({ name, owner: 'b', until: NOW + 9 }, NOW))
        assert.deepEqual(taken, { name, owner: 'b', epoch: 2, until: NOW + 9 })
      }),
    )
  })
}
