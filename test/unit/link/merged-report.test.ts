import assert from 'node:assert/strict'
import { mendAtMost } from '../../../src/engine/match/link-report.ts'
import { itemId, LinkWorld, locationId, matchNothingElse } from '../../support/link/link-world.ts'

describe('the report after a part of the catalogue was matched again', () => {
  let world: LinkWorld
  const many = mendAtMost + 100
  const places = { ...matchNothingElse, locations: [{ id: locationId(2), name: 'Texas' }] }
  beforeEach(() => {
    world = new LinkWorld()
    for (let n = 1; n <= many; n++) world.variant(n, '')
    for (let n = 1001; n <= 1010; n++) {
      world.variant(n, `A-${n}`)
      world.odoo.put(n, { default_code: `A-${n}` })
    }
  })

  it('counts nothing twice, though the list to mend is too long to be kept', async () => {
    const { report } = await world.match({}, places)
    assert.deepEqual([report.refused, report.notStocked.map(({ count }) => count)], [many, [10]])
    for (let round = 0; round < 3; round++) {
      const again = (await world.refresh(places)).report
      assert.deepEqual([again.refused, again.notStocked.map(({ count }) => count)], [many, [10]])
    }
  })

  it('counts what was mended and what broke, while the list is short enough', async () => {
    world = new LinkWorld()
    for (const n of [1, 2, 3]) world.variant(n, '')
    world.variant(4, 'B')
    world.odoo.put(4, { default_code: 'B' })
    assert.equal((await world.match()).report.refused, 3)
    world.model.updateItem(itemId(1), { sku: 'C' })
    world.odoo.put(1, { default_code: 'C' })
    world.odoo.put(5, { default_code: 'B' })
    const { report } = await world.refresh()
    assert.deepEqual(report.reasons, [
      { code: 'LINK_SKU_BLANK', count: 2 },
      { code: 'LINK_DUPLICATE_IN_ODOO', count: 1 },
    ])
    assert.equal(report.links, 2)
    assert.deepEqual(new Set(report.mend.map(({ subject }) => subject.inventoryItemId)), new Set([itemId(2), itemId(3), itemId(4)]))
  })
})
