import assert from 'node:assert/strict'
import fc from 'fast-check'
import type { PictureLine } from '../../../src/base/messages/picture.ts'
import {
  urgentFirst,
  type Batch,
  type Found,
  type FoundPicture,
  freeAtWatched,
  urgency,
  urgencyOf,
  type Urgency,
} from '../../../src/engine/watch/urgent-first.ts'
import { readSent, writeSent } from '../../../src/engine/watch/sent-picture.ts'
import { picture, place, stockAt } from '../../support/pictures.ts'

const nj = place('NJ/Stock', 1, 8)
const zone = place('NJ/Stock/Zone', 1, 8, 9)
const tx = place('TX/Stock', 1, 20)

const found = (productId: number, level: Urgency): FoundPicture => {
  const line: PictureLine = { ...picture([nj], []), odoo: { database: 'd', productId, name: '' } }
  return { picture: line, sent: { asOf: 1, digest: 'd' }, urgency: level }
}
const page = (...pictures: FoundPicture[]): Found => ({
  pictures,
  missing: [],
  missingSkus: [],
  unstocked: [],
  lost: [],
  read: pictures.length,
})

async function batches(pages: readonly Found[], size: number, readAgain: number[] = []): Promise<Batch[]> {
  async function* readings(): AsyncGenerator<Found, void, undefined> {
    yield* pages
  }
  async function* again(ids: readonly number[]): AsyncGenerator<Found, void, undefined> {
    readAgain.push(...ids)
    for (let start = 0; start < ids.length; start += size)
      yield page(...ids.slice(start, start + size).map((id) => found(id, urgency.other)))
  }
  const all: Batch[] = []
  for await (const batch of urgentFirst(readings(), size, again)) all.push(batch)
  return all
}

const ids = (all: readonly Batch[]) => all.map((batch) => batch.pictures.map((one) => one.picture.odoo.productId))

describe('what goes out first', () => {
  it('lets every decrease go before everything else, stock-outs first', async () => {
    const { stockOut, decrease, other } = urgency
    const pages = [
      page(found(1, other), found(2, decrease), found(3, stockOut)),
      page(found(4, other), found(5, stockOut), found(6, decrease)),
    ]
    assert.deepEqual(ids(await batches(pages, 3)), [
      [3, 5, 2],
      [6, 1, 4],
    ])
  })

  it('counts its batches, and marks the last', async () => {
    const all = await batches([page(found(1, 2), found(2, 2)), page(found(3, 2)), page()], 2)
    assert.deepEqual(
      all.map(({ index, last, read }) => [index, last, read]),
      [
        [0, false, 3],
        [1, true, 3],
      ],
    )
  })

  it('says nothing when there is nothing, and what is missing also without a picture', async () => {
    assert.deepEqual(await batches([page(), page()], 2), [])
    const [only, ...others] = await batches(
      [
        { ...page(), missing: [4], lost: [4] },
        { ...page(), missing: [5, 4] },
      ],
      2,
    )
    assert.deepEqual([only?.missing, only?.lost, only?.last, others.length], [[4, 5], [4], true, 0])
  })

  it('keeps no more than ten batches of what is not urgent, and reads the rest again', async () => {
    const again: number[] = []
    const pages = Array.from({ length: 15 }, (_, at) => page(found(2 * at + 1, 2), found(2 * at + 2, 2)))
    const all = await batches(pages, 2, again)
    assert.deepEqual(
      ids(all).flat(),
      Array.from({ length: 30 }, (_, at) => at + 1),
    )
    assert.deepEqual(again, [21, 22, 23, 24, 25, 26, 27, 28, 29, 30])
  })

  it('loses nothing and doubles nothing, whatever the pages', async () => {
    const level = fc.constantFrom<Urgency>(0, 1, 2)
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(level, { maxLength: 6 }), { maxLength: 12 }),
        fc.integer({ min: 1, max: 4 }),
        async (levels, size) => {
          let id = 0
          const pages = levels.map((some) => page(...some.map((each) => found(++id, each))))
          const all = await batches(pages, size)
          assert.deepEqual(
            ids(all)
              .flat()
              .toSorted((a, b) => a - b),
            Array.from({ length: id }, (_, at) => at + 1),
          )
          assert.ok(all.every((batch) => batch.pictures.length <= size))
          const order = all.flatMap((batch) => batch.pictures.map((each) => (each.urgency === urgency.other ? 1 : 0)))
          assert.deepEqual(
            order,
            order.toSorted((one, other) => one - other),
          )
          assert.deepEqual(
            all.map((batch) => batch.last),
            all.map((_, at) => at === all.length - 1),
          )
        },
      ),
    )
  })
})

describe('how urgent a picture is', () => {
  it('is decided by what was free at each watched location', () => {
    const before = { free: [5, 3] }
    assert.equal(urgencyOf([5, 3], before), urgency.other)
    assert.equal(urgencyOf([9, 3], before), urgency.other)
    assert.equal(urgencyOf([4, 9], before), urgency.decrease, 'a transfer falls somewhere')
    assert.equal(urgencyOf([0, 9], before), urgency.stockOut)
    assert.equal(urgencyOf([-2, 3], { free: [-1, 3] }), urgency.decrease, 'nothing was left to sell')
  })

  it('is that of a decrease when it is not known what was taken, and nothing special the first time', () => {
    assert.equal(urgencyOf([5], {}), urgency.decrease)
    assert.equal(urgencyOf([5], { free: [5, 3] }), urgency.decrease)
    assert.equal(urgencyOf([5], undefined), urgency.other)
  })

  it('counts what lies below a watched location, and a kit in kits', () => {
    assert.deepEqual(
      freeAtWatched(picture([tx, nj], [stockAt(nj, 5, 1), stockAt(zone, 0.1), stockAt(zone, 0.2), stockAt(tx, 7)])),
      [4.3, 7],
    )
    const part = (productId: number, per: number, quantity: number) => ({ productId, name: '', per, stock: [stockAt(nj, quantity)] })
    assert.deepEqual(freeAtWatched({ ...picture([nj, tx], []), kit: { components: [part(1, 2, 9), part(2, 1, 20)] } }), [4, 0])
  })

  it('is remembered with the digest, also by a store that was written before', () => {
    const sent = { asOf: 7, digest: 'abc', free: [4.5, -1] }
    assert.deepEqual(readSent(writeSent(sent)), sent)
    assert.deepEqual(readSent('7 abc'), { asOf: 7, digest: 'abc' })
    assert.deepEqual(readSent(writeSent({ asOf: 7, digest: 'abc', free: [] })), { asOf: 7, digest: 'abc', free: [] })
  })
})
