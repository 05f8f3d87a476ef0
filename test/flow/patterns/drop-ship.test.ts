import assert from 'node:assert/strict'
import { sceneProduct } from '../../../sandbox/demo/scene.ts'
import { withRow } from './edit-map.ts'
import { type PatternFlow, startPatternFlow } from './pattern-flow.ts'

const [dropShip, newJersey] = ['Drop-ship', 'New Jersey Warehouse'] as const
const { sku } = sceneProduct

describe('the flow drop-ship', function () {
  this.timeout(120_000)
  let flow: PatternFlow

  before(async () => {
    flow = await startPatternFlow('drop-ship')
  })
  after(() => flow?.stop())

  const receiveInNewJersey = () => flow.demo.odoo.driver.receive({ product: sku, location: 'NJ/Stock', quantity: 1 })

  it('offers 6 where one supplier has 6 and another 4', async () => {
    await flow.shows(sku, { [dropShip]: 6, [newJersey]: 12 })
    assert.match(await flow.reasons(sku, dropShip, 6), /^6 is the most that one of 3 suppliers has: DS\/Stock\/Supplier-A$/m)
  })

  it('offers 4, the smallest over the suppliers that carry the product, when told so', async () => {
    const { driver } = flow.demo.odoo
    await flow.deploy(withRow(dropShip, { aggregate: 'smallest' }))
    await receiveInNewJersey()
    await flow.shows(sku, { [dropShip]: 4, [newJersey]: 13 })
    await flow.press("Supplier C's list says 2")
    await flow.shows(sku, { [dropShip]: 2 })
    assert.match(await flow.reasons(sku, dropShip, 2), /^2 is the least that any of 3 suppliers has: DS\/Stock\/Supplier-C$/m)
    await driver.adjust({ product: sku, location: 'DS/Stock/Supplier-C', quantity: 0 })
    await driver.cleanUp()
    await flow.shows(sku, { [dropShip]: 4 })
  })

  it('follows whichever supplier has most, and never offers what they have together', async () => {
    await flow.deploy((nodes) => nodes)
    await flow.press("Supplier B's list says 9")
    await flow.shows(sku, { [dropShip]: 9 })
    await flow.demo.odoo.driver.adjust({ product: sku, location: 'DS/Stock/Supplier-B', quantity: 1 })
    await flow.shows(sku, { [dropShip]: 6 })
    await flow.press('Supplier A is sold out')
    await flow.shows(sku, { [dropShip]: 1 })
    await flow.reasons(sku, dropShip, 1)
    for (const number of await flow.written(sku, dropShip)) assert.ok([0, 1, 2, 4, 6, 9].includes(number), `${number} was offered`)
  })

  it('refuses to add suppliers up', async () => {
    const error = await flow.refuses(withRow(dropShip, { aggregate: 'sum' }), receiveInNewJersey)
    assert.equal(error.code, 'MAP_ROW_INVALID')
    assert.match(error.message, /Drop-ship adds up several drop-ship suppliers, but one order goes to one supplier/)
  })

  it('refuses a supplier that is part of another', async () => {
    const nested = { sources: [{ location: 'DS/Stock' }, { location: 'DS/Stock/Supplier-A' }] }
    const error = await flow.refuses(withRow(dropShip, nested), receiveInNewJersey)
    assert.equal(error.code, 'MAP_ROW_INVALID')
    assert.match(error.message, /DS\/Stock\/Supplier-A is part of DS\/Stock/)
  })
})
