import assert from 'node:assert/strict'
import type { ReadRequest } from '../../../src/base/messages/read-request.ts'
import { AskedReader, type AskedContext, type AskedPictures } from '../../../src/engine/watch/asked-reader.ts'
import { PollMemory } from '../../../src/engine/watch/poll-memory.ts'
import { ids, PolledOdoo, product, quant } from './support/polled-odoo.ts'

describe('a reading that a reconciliation asks for', () => {
  let odoo: PolledOdoo
  let reader: AskedReader
  const everything: AskedContext = { sold: async () => new Set(), narrow: [] }

  beforeEach(() => {
    odoo = new PolledOdoo()
    const { store, clock } = odoo
    const settings = { odoo: odoo.odoo, store, watch: { name: 'w', locations: [{ locationId: 8 }] }, clock }
    reader = new AskedReader({ ...settings, options: { pageSize: 2 } }, new PollMemory())
  })

  const read = async (request: Partial<ReadRequest>, context = everything): Promise<readonly [products: number[], next: number | null]> => {
    const { pictures, next }: AskedPictures = await reader.read({ shop: 'shop', ...request }, context)
    return [pictures.map((picture) => picture.odoo.productId), next]
  }

  it('comes page by page, each with the product after which the next one begins', async () => {
    odoo.products = [1, 2].map((id) => product(id))
    assert.deepEqual(await read({ after: 0 }), [[1, 2], 2])
    odoo.products = []
    assert.deepEqual(await read({ after: 2 }), [[], null])
  })

  it('has products without stock that the shop sells or that were sent before, and no others', async () => {
    odoo.products = [3, 4].map((id) => product(id))
    assert.deepEqual(await read({ after: 2 }), [[], 4])
    assert.deepEqual(await read({ after: 2 }, { ...everything, sold: async () => new Set([3]) }), [[3], 4])
    await odoo.store.transaction((tables) => tables.pictures.put('w', new Map([[4, '?']])))
    assert.deepEqual(await read({ after: 2 }), [[4], 4])
  })

  it('has the products and the SKUs that are named, whether there is stock of them or not', async () => {
    assert.deepEqual(await read({ products: [3, 1] }), [[1, 3], null])
    assert.deepEqual(await read({ skus: ['SKU-2', 'SKU-9'] }), [[2], null])
  })

  it('has only what was touched since a time, found once for all pages of a run', async () => {
    odoo.quants = [1, 2, 3].map((id) => quant(id, 1, id === 2 ? '2026-11-19 10:00:00' : '2026-11-20 10:00:00'))
    const changedSince = '2026-11-20T00:00:00Z'
    assert.deepEqual(await read({ skus: ['SKU-1', 'SKU-2'], changedSince }), [[1], null])
    assert.deepEqual(await read({ after: 0, changedSince }), [[1, 3], null])
    odoo.quants = [1, 2, 3].map((id) => quant(id, 1))
    assert.deepEqual(await read({ after: 1, changedSince }), [[3], null])
  })

  it('is nothing that a poll would take for sent', async () => {
    await read({ after: 0 })
    assert.deepEqual(ids(await odoo.poll()), [1, 2])
  })

  it('asks Odoo for the categories, beside the products that the watch is for', async () => {
    await read({ after: 0, categories: ['All'] }, { ...everything, narrow: [['categ_id', 'child_of', [7]]] })
    const search = odoo.asked.find(({ model }) => model === 'product.product')
    assert.deepEqual(search?.domain, [
      ['categ_id', 'child_of', [7]],
      ['id', '>', 0],
    ])
  })
})
