import assert from 'node:assert/strict'
import { onStore, type StoreFactory } from './store-under-test.ts'

export function namedValueContract(make: StoreFactory): void {
  describe('cursors, switches and pictures', () => {
    it(
      'keeps cursors and switches apart, by name',
      onStore(make, async (store) => {
        await store.transaction(async ({ cursors, switches }) => {
          await cursors.put('one', 'first')
          await cursors.put('one', 'second')
          await switches.put('one', '{"frozen":true}')
          assert.deepEqual([await cursors.get('one'), await switches.get('one')], ['second', '{"frozen":true}'])
          await switches.put('one', null)
          await switches.put('never set', null)
          assert.deepEqual([await cursors.get('one'), await switches.get('one'), await cursors.get('two')], ['second', null, null])
        })
      }),
    )

    it(
      'keeps the digest of the last picture per watch and product',
      onStore(make, async (store) => {
        await store.transaction(async ({ pictures }) => {
          await pictures.put('watch', new Map([1, 2, 3].map((id) => [id, `digest ${id}`])))
          await pictures.put('watch', new Map([[2, 'newer']]))
          await pictures.put('other watch', new Map([[1, 'other']]))
          await pictures.remove('watch', [3, 99])
          const expected = new Map([
            [1, 'digest 1'],
            [2, 'newer'],
          ])
          assert.deepEqual(await pictures.get('watch', [1, 2, 3, 99]), expected)
          assert.deepEqual(await pictures.get('other watch', [1, 2]), new Map([[1, 'other']]))
          assert.deepEqual(await pictures.get('watch', []), new Map())
        })
      }),
    )

    it(
      'pages through the pictures of a watch in the order of product numbers',
      onStore(make, async (store) => {
        const ids = [1, 2, 9, 10, 11, 100, 1000]
        await store.transaction(async ({ pictures }) => {
          await pictures.put('watch', new Map(ids.toReversed().map((id) => [id, `digest ${id}`])))
          await pictures.put('watch 2', new Map([[5, 'other']]))
          const page = async (after: number, limit: number): Promise<number[]> =>
            (await pictures.page('watch', after, limit)).map(([id]) => id)
          assert.deepEqual(await page(0, 3), [1, 2, 9])
          assert.deepEqual(await page(9, 3), [10, 11, 100])
          assert.deepEqual(await page(100, 3), [1000])
          assert.deepEqual(await page(1000, 3), [])
        })
      }),
    )
  })
}
