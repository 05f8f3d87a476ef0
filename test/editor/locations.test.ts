import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import type { EditorPage } from '../support/browser-editor.ts'
import { dialogFlow, shopifyLocation } from '../support/browser-flow.ts'
import { bundledFlow } from '../support/bundled-flows.ts'
import { editorSession } from '../support/browser-session.ts'

const odooLocations = [
  { locationId: 7, location: 'NJ', path: [7], usage: 'view' },
  { locationId: 8, location: 'NJ/Stock', path: [7, 8], usage: 'internal' },
  { locationId: 9, location: 'NJ/Stock/Quarantine', path: [7, 8, 9], usage: 'internal' },
  { locationId: 20, location: 'TX', path: [20], usage: 'view' },
  { locationId: 21, location: 'TX/Stock', path: [20, 21], usage: 'internal' },
].map((location) => ({ ...location, companyId: 1, company: 'Example' }))

const shopifyLocations = [
  { id: shopifyLocation(71), name: 'New Jersey', active: true, fulfillmentService: false },
  { id: shopifyLocation(72), name: 'Partner 3PL', active: true, fulfillmentService: true },
  { id: shopifyLocation(73), name: 'Soho store', active: true, fulfillmentService: false },
]

/** Both systems, as the admin routes would tell of them; nothing is linked yet. */
async function answerWithLocations(page: Page): Promise<void> {
  await page.route('**/odoo-shopify/odoo-connection/odoo/locations', (route) => route.fulfill({ json: { locations: odooLocations } }))
  await page.route('**/odoo-shopify/odoo-connection/odoo/late-operations', (route) => route.fulfill({ json: { operations: [] } }))
  await page.route('**/odoo-shopify/shopify-connection/shop/locations', (route) => route.fulfill({ json: { locations: shopifyLocations } }))
  await page.route('**/odoo-shopify/product-link/link/report', (route) => route.fulfill({ json: { report: null, matching: null } }))
}

describe('dialogs that choose locations', function () {
  this.timeout(90_000)
  const session = editorSession(dialogFlow)
  let editor: EditorPage

  before(async () => {
    editor = await session.open()
    await answerWithLocations(editor.page)
  })

  it('choose in the tree of Odoo by keyboard, where a chosen location covers what is below it', async () => {
    const dialog = await editor.open('watch')
    await dialog.getByRole('button', { name: 'Remove TX/Stock' }).click()
    await dialog.getByRole('button', { name: 'Choose in Odoo' }).first().press('Enter')
    await dialog.getByRole('button', { name: 'Show what is below NJ/Stock' }).press('Enter')
    const quarantine = dialog.getByRole('checkbox', { name: /Quarantine/ })
    assert.equal(await quarantine.isChecked(), true)
    assert.equal(await quarantine.isDisabled(), true)
    await dialog.getByRole('searchbox').fill('tx st')
    await dialog.getByRole('checkbox', { name: 'TX/Stock' }).press('Space')
    await editor.picture('odoo-quant-watch-tree')
    await editor.save()
    const watch = (await editor.exported()).find((node) => node.id === 'watch')
    assert.deepEqual(watch?.['locations'], [
      { locationId: 8, location: 'NJ/Stock' },
      { locationId: 21, location: 'TX/Stock' },
    ])
  })

  it('take a location by its id or its complete name when Odoo cannot be asked', async () => {
    const dialog = await editor.open('watch')
    await dialog.getByRole('button', { name: 'Type one in' }).first().click()
    await dialog.getByRole('textbox', { name: 'Odoo id' }).fill('x')
    await dialog.getByRole('button', { name: 'Add', exact: true }).click()
    await dialog.getByRole('textbox', { name: 'Odoo id' }).fill('33')
    await dialog.getByRole('textbox', { name: /Complete name/ }).press('Enter')
    await dialog.getByRole('textbox', { name: /Complete name/ }).fill('UK/Stock')
    await dialog.getByRole('textbox', { name: /Complete name/ }).press('Enter')
    await editor.save()
    const watch = (await editor.exported()).find((node) => node.id === 'watch')
    assert.deepEqual(watch?.['locations'], [
      { locationId: 8, location: 'NJ/Stock' },
      { locationId: 21, location: 'TX/Stock' },
      { locationId: 33, location: '' },
      { location: 'UK/Stock' },
    ])
  })

  it('leave out locations of the watch by their own list', async () => {
    const dialog = await editor.open('watch')
    await dialog.getByRole('button', { name: 'Remove NJ/Stock/Damaged' }).click()
    await dialog.getByRole('button', { name: 'Choose in Odoo' }).last().click()
    await dialog.getByRole('searchbox').fill('quarantine')
    await dialog.getByRole('checkbox', { name: 'NJ/Stock/Quarantine' }).check()
    await editor.save()
    const watch = (await editor.exported()).find((node) => node.id === 'watch')
    assert.deepEqual(watch?.['exclude'], [{ locationId: 9, location: 'NJ/Stock/Quarantine' }])
  })

  it('say to deploy first when Node-RED does not run the connection yet', async () => {
    await editor.page.evaluate(`RED.nodes.import([
      { id: 'fresh-odoo', type: 'odoo-connection', name: 'not deployed', url: 'http://127.0.0.1:9', database: 'shop', username: 'sync', transport: 'auto', companies: '', timeout: 30 },
      { id: 'fresh-watch', type: 'odoo-quant-watch', z: 'tab', x: 500, y: 60, odoo: 'fresh-odoo', store: 'store', wires: [[]] },
    ])`)
    const dialog = await editor.open('fresh-watch')
    await dialog.getByRole('button', { name: 'Choose in Odoo' }).first().click()
    await dialog.getByText('This configuration is not deployed yet.').waitFor()
    await editor.cancel()
  })

  it('find nothing to mend in a map by names, as bundled flows have it', async () => {
    const map = bundledFlow('one-to-one.json').find(({ type }) => type === 'location-map')
    const imported = JSON.stringify({ ...map, id: 'bundled-map', z: 'tab', odoo: 'odoo', shopify: 'shop', wires: [[], []] })
    await editor.page.evaluate(`RED.nodes.import([${imported}])`)
    const dialog = await editor.open('bundled-map')
    await dialog.getByText('Nothing is undecided', { exact: false }).waitFor()
    await editor.picture('location-map-bundled')
    await editor.cancel()
    assert.deepEqual(await editor.complaintsAbout('bundled-map'), [])
  })

  it('compare the map with those of other nodes: one stock of two shops, in full and in part', async () => {
    const row = (id: number, name: string, locations: readonly string[]) => ({
      id: `row-${id}`,
      shopifyLocationId: shopifyLocation(id),
      shopifyLocation: name,
      outcome: 'mapped',
      type: 'online',
      sources: locations.map((location) => ({ location })),
      exclude: [],
      aggregate: 'sum',
      quantityName: 'available',
      basis: 'free-minus-demand',
      enabled: true,
    })
    const map = (id: string, name: string, shopify: string, rows: readonly object[]) => ({
      id,
      type: 'location-map',
      z: 'tab',
      x: 500,
      y: 500,
      name,
      odoo: 'odoo',
      shopify,
      rows,
      known: [],
      wires: [[], []],
    })
    const shop = { id: 'paris-shop', type: 'shopify-connection', name: '', shop: 'paris.myshopify.com', auth: 'token', timeout: 30 }
    const [soho, paris] = [row(81, 'Soho', ['Soho/Stock']), row(91, 'Paris', ['Soho/Stock'])]
    const maps = [map('soho-map', 'Soho map', 'shop', [soho]), map('paris-map', 'Paris map', 'paris-shop', [paris])]
    await editor.page.evaluate(`RED.nodes.import(${JSON.stringify([shop, ...maps])})`)
    const dialog = await editor.open('soho-map')
    await dialog
      .getByText(/Soho \(map Soho map.*and Paris \(map Paris map.*paris\.myshopify\.com\) sell the same stock: Soho\/Stock/)
      .waitFor()
    await dialog.getByText('Nothing is undecided', { exact: false }).waitFor()
    await dialog.getByRole('button', { name: 'Type one in' }).first().click()
    await dialog.getByRole('textbox', { name: /Complete name/ }).fill('FR/Stock')
    await dialog.getByRole('textbox', { name: /Complete name/ }).press('Enter')
    await dialog.getByText(/share only a part of their stock: Soho\/Stock/).waitFor()
    await editor.picture('location-map-two-shops')
    await editor.save()
    assert.deepEqual(await editor.complaintsAbout('soho-map'), [], 'a warning keeps no map from being used')
    await editor.page.evaluate(`for (const id of ['soho-map', 'paris-map', 'paris-shop']) RED.nodes.remove(id)`)
  })

  it('mark the map as incomplete until every Shopify location has an outcome', async () => {
    let dialog = await editor.open('map')
    await dialog.getByRole('button', { name: 'Load locations' }).click()
    await dialog.getByText('1 of 3 locations still need a decision', { exact: false }).waitFor()
    await editor.picture('location-map-undecided')
    await editor.save()
    assert.match((await editor.complaintsAbout('map')).join(), /Soho store: undecided/)

    dialog = await editor.open('map')
    await dialog.getByRole('button', { name: /Soho store/ }).click()
    await dialog.getByRole('combobox', { name: 'Outcome' }).selectOption('excluded')
    await dialog.getByText('no reason given').waitFor()
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('counted by hand')
    await dialog.getByText('Nothing is undecided', { exact: false }).waitFor()
    await editor.save()
    assert.deepEqual(await editor.complaintsAbout('map'), [])
    const rows = (await editor.exported()).find((node) => node.id === 'map')?.['rows']
    assert.partialDeepStrictEqual(Array.isArray(rows) ? rows.at(-1) : rows, {
      shopifyLocationId: shopifyLocation(73),
      outcome: 'excluded',
      reason: 'counted by hand',
    })
  })

  it('tell that two locations would sell the same stock, and keep the map from being used', async () => {
    const dialog = await editor.open('map')
    await dialog.getByRole('button', { name: /New Jersey/ }).click()
    await dialog.getByRole('checkbox', { name: 'Enabled' }).check()
    await dialog.getByRole('combobox', { name: 'Shared with others' }).selectOption('alone')
    await dialog.getByRole('button', { name: /New Jersey/ }).click()
    await dialog.getByRole('button', { name: /Soho store/ }).click()
    await dialog.getByRole('combobox', { name: 'Outcome' }).selectOption('mapped')
    await dialog.getByRole('button', { name: 'Choose in Odoo' }).first().click()
    await dialog.getByRole('button', { name: 'Show what is below NJ', exact: true }).waitFor()
    await dialog.getByRole('checkbox', { name: 'Stock' }).first().check()
    await dialog.getByText('would both sell the stock of NJ/Stock', { exact: false }).waitFor()
    await editor.picture('location-map-overlap')
    await editor.save()
    assert.match((await editor.complaintsAbout('map')).join(), /would both sell the stock/)
    assert.deepEqual(
      editor.complaints.filter((complaint) => !complaint.includes('400 (Bad Request)')),
      [],
    )
  })
})
