import assert from 'node:assert/strict'
import type { PictureLine } from '../../../src/base/messages/picture.ts'
import { digestOf } from '../../../src/engine/watch/sent-picture.ts'

const picture: PictureLine = {
  kind: 'picture',
  odoo: { database: 'shop@x', productId: 2, name: 'Item', sku: 'SKU-1', active: true },
  asOf: 4,
  readAt: '2026-11-20T10:00:00.000Z',
  watched: [
    { locationId: 8, location: 'NJ/Stock', path: [8] },
    { locationId: 20, location: 'TX/Stock', path: [20] },
  ],
  stock: [
    { locationId: 8, location: 'NJ/Stock', path: [8], quantity: 5, reserved: 1 },
    { locationId: 20, location: 'TX/Stock', path: [20], quantity: 7, reserved: 0 },
  ],
  trace: [],
}
const [nj, tx] = picture.stock

describe('the digest of a picture', () => {
  it('stays the same for what is no figure', () => {
    const other = { ...picture, asOf: 9, readAt: '2027-01-01T00:00:00.000Z', odoo: { ...picture.odoo, name: 'Renamed' } }
    const turned = { ...other, stock: other.stock.toReversed(), watched: other.watched.toReversed() }
    assert.equal(digestOf(turned), digestOf(picture))
  })

  it('changes with every figure, with what is watched, and with what a product is matched by', () => {
    assert.ok(nj !== undefined && tx !== undefined)
    const others: PictureLine[] = [
      { ...picture, stock: [{ ...nj, quantity: 6 }, tx] },
      { ...picture, stock: [{ ...nj, reserved: 2 }, tx] },
      { ...picture, stock: [{ ...nj, pastRemoval: 2 }, tx] },
      { ...picture, stock: [{ ...nj, pastExpiration: 3 }, tx] },
      { ...picture, stock: [{ ...nj, locationId: 9 }, tx] },
      { ...picture, stock: [{ ...nj, path: [3, 8] }, tx] },
      { ...picture, stock: [nj] },
      { ...picture, watched: picture.watched.slice(0, 1) },
      { ...picture, odoo: { ...picture.odoo, active: false } },
      { ...picture, odoo: { ...picture.odoo, sku: 'SKU-2' } },
      { ...picture, odoo: { ...picture.odoo, barcode: '400' } },
      { ...picture, kit: { components: [] } },
      { ...picture, kit: { components: [], because: { key: 'finding.kit.circular' } } },
      { ...picture, kit: { components: [{ productId: 9, name: 'Part', per: 1, stock: [] }] } },
      { ...picture, kit: { components: [{ productId: 9, name: 'Part', per: 2, stock: [] }] } },
      { ...picture, kit: { components: [{ productId: 9, name: 'Part', per: 2, stock: [nj] }] } },
    ]
    assert.equal(new Set([picture, ...others].map(digestOf)).size, others.length + 1)
  })
})
