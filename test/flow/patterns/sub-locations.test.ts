import assert from 'node:assert/strict'
import { sceneProduct } from '../../../sandbox/demo/scene.ts'
import { demoProducts } from '../../../sandbox/shopify/demo-catalogue.ts'
import { withRow } from './edit-map.ts'
import { type PatternFlow, startPatternFlow } from './pattern-flow.ts'

const [newJersey, texas, uk] = ['New Jersey Warehouse', 'Texas Warehouse', 'UK Warehouse'] as const
const { sku } = sceneProduct

describe('the flow sub-locations', function () {
  this.timeout(120_000)
  let flow: PatternFlow

  before(async () => {
    flow = await startPatternFlow('sub-locations')
  })
  after(() => flow?.stop())

  it('sells the chosen sub-locations, and everything but the excluded ones', async () => {
    const { driver } = flow.demo.odoo
    await flow.shows(sku, { [newJersey]: 60 + 10 + 20, [uk]: 30 })
    for (const product of demoProducts) {
      const chosen = { sku: product.sku, location: 'NJ/Stock/Saleable', without: ['NJ/Stock/Saleable/Zone-B/Quarantine'] }
      const all = { sku: product.sku, location: 'UK/Stock', without: ['UK/Stock/Quarantine'] }
      await flow.shows(product.sku, { [newJersey]: driver.free(chosen), [uk]: driver.free(all) })
    }
    assert.match(await flow.reasons(sku, newJersey, 90), /^4 at NJ\/Stock\/Saleable\/Zone-B\/Quarantine left out$/m)
    assert.match(await flow.reasons(sku, uk, 30), /^1 at UK\/Stock\/Safety-Reserve\/Shelf-1 left out$/m)
  })

  it('leaves the excluded Shopify location alone', async () => {
    for (const product of [sceneProduct, ...demoProducts]) assert.deepEqual(await flow.written(product.sku, texas), [], product.sku)
  })

  it('sells what quarantine releases', async () => {
    await flow.press('quarantine releases 5 in New Jersey')
    await flow.shows(sku, { [newJersey]: 95 })
  })

  it('never sells what comes into quarantine or the safety reserve, however deep', async () => {
    const { driver } = flow.demo.odoo
    const unsold = [
      'NJ/Stock/Quarantine',
      'NJ/Stock/Saleable/Zone-B/Quarantine',
      'NJ/Stock/Safety-Reserve',
      'UK/Stock/Quarantine',
      'UK/Stock/Zone-A/Defective',
      'UK/Stock/Safety-Reserve',
      'UK/Stock/Safety-Reserve/Shelf-1',
    ]
    for (const location of unsold) await driver.receive({ product: sku, location, quantity: 50 })
    await driver.addLocation({ parent: 'NJ/Stock/Saleable/Zone-B/Quarantine', name: 'Bin-1' })
    await driver.receive({ product: sku, location: 'NJ/Stock/Saleable/Zone-B/Quarantine/Bin-1', quantity: 50 })
    await driver.receive({ product: sku, location: 'NJ/Stock/Saleable/Zone-B', quantity: 1 })
    await driver.receive({ product: sku, location: 'UK/Stock', quantity: 1 })
    await flow.shows(sku, { [newJersey]: 96, [uk]: 31 })
    assert.deepEqual(await flow.written(sku, newJersey), [90, 95, 96])
    assert.deepEqual(await flow.written(sku, uk), [30, 31])
  })

  it('takes back what becomes defective, and sells what is put away', async () => {
    await flow.press('3 in the UK are defective')
    await flow.press('put away 40 in New Jersey')
    await flow.shows(sku, { [newJersey]: 136, [uk]: 28 })
  })

  it('refuses a map whose exclusion Odoo does not have, before it sells what was excluded', async () => {
    const edit = withRow(uk, { exclude: [{ location: 'UK/Stock/Inspection' }] })
    const error = await flow.refuses(edit, () => flow.demo.odoo.driver.receive({ product: sku, location: 'UK/Stock', quantity: 1 }))
    assert.equal(error.code, 'MAP_ROW_INVALID')
    assert.match(error.message, /UK Warehouse.*UK\/Stock\/Inspection/)
  })
})
