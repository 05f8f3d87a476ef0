import assert from 'node:assert/strict'
import { checkLines } from '../../../src/base/messages/check.ts'
import { readPictures } from '../../../src/engine/watch/read-pictures.ts'
import { resolveScope } from '../../../src/engine/watch/scope.ts'
import type { OdooRow } from '../../../src/ports/odoo/odoo.ts'
import { german, wordsOf } from '../../support/english.ts'
import { answersOdoo } from '../../support/watch/answers-odoo.ts'

const locations: OdooRow[] = [
  { id: 8, complete_name: 'NJ/Stock', parent_path: '1/7/8/', usage: 'internal' },
  { id: 36, complete_name: 'NJ/Stock/Zone', parent_path: '1/7/8/36/', usage: 'internal' },
  { id: 20, complete_name: 'TX/Stock', parent_path: '1/19/20/', usage: 'internal' },
  { id: 41, complete_name: 'NJ/Stock/Road', parent_path: '1/7/8/41/', usage: 'transit' },
]
const watch = { name: 'w', locations: [{ locationId: 8 }, { locationId: 20 }] }
const products = [{ product: { database: 'shop@x', productId: 2, name: '[SKU-0001] Item', sku: 'SKU-0001', active: true }, stocked: true }]
const reading = { asOf: 12, startedAt: Date.UTC(2026, 10, 20, 10, 4, 7) }

function odooWith(quants: readonly (readonly [location: number, quantity: number, reserved: number])[], tree = locations) {
  return answersOdoo(({ model, domain }) => {
    if (model === 'stock.move') return []
    if (model === 'stock.quant')
      return quants.map(([location_id, quantity, reserved_quantity], place) => ({
        id: place + 1,
        product_id: 2,
        location_id,
        quantity,
        reserved_quantity,
      }))
    return domain.some((term) => typeof term !== 'string' && term[1] === 'in') ? tree.filter((row) => row.id === 8 || row.id === 20) : tree
  })
}

async function picture(quants: readonly (readonly [number, number, number])[]) {
  const { odoo } = odooWith(quants)
  const { pictures } = await readPictures(odoo, watch, await resolveScope(odoo, watch), products, reading)
  assert.ok(pictures[0] !== undefined)
  return pictures[0]
}

describe('a picture', () => {
  it('shows where how much is, and says so', async () => {
    const one = await picture([
      [8, 40, 0],
      [36, 60, 3],
      [36, 1, 0],
      [20, 50, 0],
    ])
    assert.deepEqual(one.stock, [
      { locationId: 8, location: 'NJ/Stock', path: [1, 7, 8], quantity: 40, reserved: 0 },
      { locationId: 20, location: 'TX/Stock', path: [1, 19, 20], quantity: 50, reserved: 0 },
      { locationId: 36, location: 'NJ/Stock/Zone', path: [1, 7, 8, 36], quantity: 61, reserved: 3 },
    ])
    assert.deepEqual(wordsOf(one.trace), ['Odoo has 101 at NJ/Stock, 3 of it reserved', 'Odoo has 50 at TX/Stock, 0 of it reserved'])
    assert.deepEqual([one.asOf, one.readAt], [12, '2026-11-20T10:04:07.000Z'])
    assert.deepEqual(checkLines('picture', one), [one])
  })

  it('says it in German too', async () => {
    assert.equal(wordsOf((await picture([[20, 5, 1]])).trace, german)[1], 'Odoo hat 5 in TX/Stock, davon 1 reserviert')
  })

  it('looks the same for a quant of zero and for none, and whatever the order of the rows', async () => {
    assert.deepEqual(
      await picture([
        [8, 0, 0],
        [20, 0.1, 0],
        [20, 0.2, 0],
      ]),
      await picture([
        [20, 0.2, 0],
        [20, 0.1, 0],
      ]),
    )
    assert.equal(
      (
        await picture([
          [20, 0.1, 0],
          [20, 0.2, 0],
        ])
      ).stock[0]?.quantity,
      0.3,
    )
  })

  it('does not count what is in transit, and keeps what is below zero', async () => {
    assert.deepEqual(
      (
        await picture([
          [41, 9, 0],
          [8, -3, 0],
        ])
      ).stock.map((place) => [place.locationId, place.quantity]),
      [[8, -3]],
    )
  })

  it('looks at the tree again when stock is at a location that is new', async () => {
    const { odoo } = odooWith([[36, 5, 0]])
    const old = odooWith(
      [],
      locations.filter((row) => row.id !== 36),
    )
    const read = await readPictures(odoo, watch, await resolveScope(old.odoo, watch), products, reading)
    assert.equal(read.pictures[0]?.stock[0]?.location, 'NJ/Stock/Zone')
    assert.ok(read.scope.known.has(36))
  })
})
