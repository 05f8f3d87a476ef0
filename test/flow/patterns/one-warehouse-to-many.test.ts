import assert from 'node:assert/strict'
import { sceneProduct } from '../../../sandbox/demo/scene.ts'
import { demoProducts } from '../../../sandbox/shopify/demo-catalogue.ts'
import { withRow } from './edit-map.ts'
import { type PatternFlow, startPatternFlow } from './pattern-flow.ts'

const [newJersey, pickup] = ['New Jersey Warehouse', 'New Jersey Pickup'] as const
const [texas, marketplace, wholesale] = ['Texas Warehouse', 'Marketplace', 'Wholesale'] as const
const shares = { [texas]: 50, [marketplace]: 30, [wholesale]: 20 }
const { sku } = sceneProduct

describe('the flow one-warehouse-to-many', function () {
  this.timeout(120_000)
  let flow: PatternFlow

  before(async () => {
    flow = await startPatternFlow('one-warehouse-to-many')
  })
  after(() => flow?.stop())

  it('shows one stock in full at two locations, another split by percent, a third at one', async () => {
    await flow.shows(sku, { [newJersey]: 90, [pickup]: 90, [texas]: 4, [marketplace]: 2, [wholesale]: 1, 'UK Warehouse': 30 })
    assert.match(await flow.reasons(sku, pickup, 90), /^the same units are also sold at New Jersey Warehouse$/m)
    assert.match(await flow.reasons(sku, texas, 4), /^share of 50% of 7 is 4$/m)
  })

  it('holds back at both locations what is sold at one of them', async () => {
    await flow.press('somebody buys 2 for pickup')
    await flow.press('New Jersey receives 10')
    await flow.shows(sku, { [newJersey]: 98, [pickup]: 98 })
  })

  it('goes on showing the same when Odoo reserves the two units', async () => {
    const { driver } = flow.demo.odoo
    await driver.sell({ warehouse: 'NJ', lines: [{ product: sku, quantity: 2 }] })
    await driver.receive({ product: sku, location: 'NJ/Stock', quantity: 1 })
    await flow.shows(sku, { [newJersey]: 99, [pickup]: 99 })
  })

  it('loses no unit of a split, and gives none twice', async () => {
    const { driver } = flow.demo.odoo
    await flow.press('Texas receives 4')
    await flow.shows(sku, { [texas]: 6, [marketplace]: 3, [wholesale]: 2 })
    for (const [index, product] of demoProducts.entries()) {
      await driver.adjust({ product: product.sku, location: 'TX/Stock', quantity: index })
    }
    for (const [index, product] of demoProducts.entries()) {
      await flow.shows(product.sku, largestRemainder(index))
      const shown = Object.keys(shares).map((location) => flow.level(product.sku, location) ?? Number.NaN)
      assert.equal(
        shown.reduce((sum, level) => sum + level, 0),
        driver.free({ sku: product.sku, location: 'TX/Stock' }),
      )
    }
  })

  it('refuses two locations that sell one stock without saying how they share it', async () => {
    const error = await flow.refuses(withRow(pickup, { sharedInFull: false }), () => flow.press('New Jersey receives 10'))
    assert.equal(error.code, 'MAP_ROW_INVALID')
    assert.match(error.message, /New Jersey Pickup and New Jersey Warehouse would both sell the stock of NJ\/Stock/)
  })

  it('refuses shares of more than 100 %', async () => {
    const error = await flow.refuses(withRow(wholesale, { share: 30 }), () => flow.press('Texas receives 4'))
    assert.equal(error.code, 'MAP_ROW_INVALID')
    assert.match(error.message, /The shares of Texas Warehouse, Marketplace, Wholesale add up to 110%/)
  })
})

/** The split of whole units, by giving them out one by one to whoever is furthest behind its share. */
function largestRemainder(units: number): Record<string, number> {
  const given = Object.fromEntries(Object.entries(shares).map(([location, share]) => [location, Math.floor((units * share) / 100)]))
  const behind = (location: string): number => (units * (shares[location as keyof typeof shares] ?? 0)) % 100
  const order = Object.keys(shares).toSorted((one, other) => behind(other) - behind(one))
  const left = units - Object.values(given).reduce((sum, level) => sum + level, 0)
  for (const location of order.slice(0, left)) given[location] = (given[location] ?? 0) + 1
  return given
}
