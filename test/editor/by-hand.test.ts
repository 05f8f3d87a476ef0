import assert from 'node:assert/strict'
import { startDemo, type Demo } from '../../sandbox/demo/start-demo.ts'
import { demoLocations, demoProducts } from '../../sandbox/shopify/demo-catalogue.ts'
import type { EditorPage } from '../support/browser-editor.ts'
import { editorSession } from '../support/browser-session.ts'
import { editorHands, type EditorHands } from '../support/editor-hands.ts'

/** A workspace as a new user finds it, with a note so that there is something to wait for. */
const emptyFlow = [
  { id: 'tab', type: 'tab', label: 'Flow 1' },
  { id: 'note', type: 'comment', z: 'tab', name: 'built by hand', info: '', x: 120, y: 20, wires: [] },
]
const [newJersey, texas, uk] = demoLocations
const [first] = demoProducts

describe('the one-to-one flow, built by hand from the palette', function () {
  this.timeout(180_000)
  let demo: Demo
  const session = editorSession(emptyFlow, async () => {
    demo = await startDemo()
    // A new user types addresses and keys into the dialogs; nothing is in the environment.
    return { environment: {}, close: () => demo.close() }
  })
  let editor: EditorPage
  let hands: EditorHands
  const ids: Record<string, string> = {}
  const id = (name: string): string => ids[name] ?? ''

  before(async () => {
    editor = await session.open()
    hands = editorHands(editor)
  })

  it('drags the nodes and wires them', async () => {
    for (const [name, type, x, y] of [
      ['watch', 'odoo-quant-watch', 200, 100],
      ['gate', 'direction-gate', 400, 100],
      ['map', 'location-map', 580, 100],
      ['buffer', 'buffer', 770, 100],
      ['link', 'product-link', 200, 220],
      ['set', 'shopify-inventory-set', 420, 220],
      ['shown', 'debug', 680, 220],
      ['jobs', 'failed-job-store', 400, 340],
    ] as const)
      ids[name] = await hands.drag(type, x, y)
    for (const [from, output, to] of [
      ['watch', 0, 'gate'],
      ['gate', 0, 'map'],
      ['map', 0, 'buffer'],
      ['map', 1, 'jobs'],
      ['buffer', 0, 'link'],
      ['link', 0, 'set'],
      ['link', 1, 'jobs'],
      ['set', 0, 'shown'],
      ['set', 1, 'jobs'],
      ['jobs', 1, 'watch'],
    ] as const)
      await hands.wire(id(from), output, id(to))
  })

  it('tells of a new map what is missing, before anything runs', async () => {
    assert.match((await editor.complaintsAbout(id('map'))).join(), /Odoo connection|No Shopify location is mapped yet/)
  })

  it('makes the connections in the dialogs, each once: the only one is chosen wherever it is needed', async () => {
    const { environment: at } = demo
    await hands.open(id('watch'))
    await hands.add('odoo', {
      name: 'our Odoo',
      url: at['ODOO_URL'] ?? '',
      database: at['ODOO_DB'] ?? '',
      username: at['ODOO_USERNAME'] ?? '',
      apiKey: at['ODOO_API_KEY'] ?? '',
    })
    await hands.add('store', { name: 'our store', file: 'by-hand.sqlite' })
    const dialog = editor.page.locator('.red-ui-tray').last()
    await dialog.getByLabel('Read every').fill('1')
    await editor.save()
    await hands.open(id('set'))
    await hands.add('shopify', {
      name: 'our shop',
      shop: at['SHOPIFY_STORE_DOMAIN'] ?? '',
      accessToken: at['SHOPIFY_ACCESS_TOKEN'] ?? '',
      apiUrl: at['SHOPIFY_API_URL'] ?? '',
    })
    await editor.save()
    for (const [name, properties] of [
      ['map', ['odoo', 'shopify']],
      ['link', ['odoo', 'shopify', 'store']],
      ['jobs', ['store']],
    ] as const) {
      const opened = await hands.open(id(name))
      for (const property of properties)
        assert.equal(
          await opened.locator(`#node-input-${property} option:checked`).innerText(),
          { odoo: 'our Odoo', shopify: 'our shop', store: 'our store' }[property],
        )
      await editor.save()
    }
    // The locations of both systems can be chosen once the connections run.
    await hands.deploy()
  })

  it('chooses real locations in the map, and is told what is undecided', async () => {
    let dialog = await hands.open(id('map'))
    await dialog.getByRole('button', { name: 'Load locations' }).click()
    await dialog.getByText('3 of 3 locations still need a decision', { exact: false }).waitFor()
    for (const [place, source] of [
      [newJersey, 'NJ/Stock'],
      [texas, 'TX/Stock'],
    ] as const) {
      const head = dialog.getByRole('button', { name: place.name })
      await head.click()
      await dialog.getByRole('combobox', { name: 'Outcome' }).selectOption('mapped')
      await dialog.getByRole('button', { name: 'Choose in Odoo' }).first().click()
      await dialog.getByRole('searchbox').fill(source)
      await dialog.getByRole('checkbox', { name: source }).first().check()
      await head.click()
    }
    await dialog.getByText('1 of 3 locations still need a decision', { exact: false }).waitFor()
    await editor.save()
    assert.match((await editor.complaintsAbout(id('map'))).join(), /UK Warehouse: undecided/)

    dialog = await hands.open(id('map'))
    await dialog.getByRole('button', { name: uk.name }).click()
    await dialog.getByRole('combobox', { name: 'Outcome' }).selectOption('excluded')
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('opens in spring')
    await dialog.getByText('Nothing is undecided', { exact: false }).waitFor()
    await editor.picture('by-hand-map')
    await editor.save()
    assert.deepEqual(await editor.complaintsAbout(id('map')), [])
  })

  it('keeps 5 % back, and sees the effect in the dialog', async () => {
    const dialog = await hands.open(id('buffer'))
    await dialog.locator('#buffer-default-kind').selectOption('percent')
    await dialog.locator('#buffer-default').getByRole('textbox').fill('5')
    await dialog.getByText('at 100 in Odoo this sells 95').first().waitFor()
    await editor.save()
  })

  it('deploys, and Shopify sells what Odoo has free, less the buffer', async () => {
    for (const name of Object.keys(ids)) assert.deepEqual(await editor.complaintsAbout(id(name)), [], name)
    const from = session.nodeRed().events.length
    const before = level(newJersey.id)
    await hands.deploy()
    // A shop that was never written waits for a look and a word of a person.
    const dialog = await hands.open(id('set'))
    await dialog.getByText('This shop was never written from this sync store', { exact: false }).waitFor()
    await dialog.getByRole('searchbox', { name: 'SKU' }).fill(first?.sku ?? '')
    await until(async () => {
      await dialog.getByRole('button', { name: 'Why this number?' }).click()
      return await dialog.getByText('for a person to check and release it', { exact: false }).first().isVisible()
    })
    await editor.picture('shopify-inventory-set-new-shop')
    assert.equal(level(newJersey.id), before)
    await dialog.getByRole('button', { name: 'Checked? Release' }).click()
    await dialog.getByText('Changes are written', { exact: false }).waitFor()
    await editor.cancel()
    await becomes(newJersey.id, 'NJ/Stock', from)
    await becomes(texas.id, 'TX/Stock', from)
  })

  it('shows a receipt in Odoo as more in Shopify at that location only', async () => {
    const elsewhere = level(texas.id)
    const from = session.nodeRed().events.length
    await demo.odoo.driver.receive({ product: first?.sku ?? '', location: 'NJ/Stock', quantity: 40 })
    await becomes(newJersey.id, 'NJ/Stock', from)
    assert.equal(level(texas.id), elsewhere)
    // Dialogs that ask a node which is not deployed yet.
    assert.deepEqual(
      editor.complaints.filter((complaint) => !complaint.includes('400 (Bad Request)')),
      [],
    )
  })

  async function until(isSo: () => Promise<boolean>): Promise<void> {
    while (!(await isSo())) await editor.page.waitForTimeout(300)
  }

  /** Waits until Shopify sells 95 % of what Odoo has free, rounded down. */
  async function becomes(locationId: string, location: string, from: number): Promise<void> {
    const wanted = (): number => Math.floor(demo.odoo.driver.free({ sku: first?.sku ?? '', location }) * 0.95)
    const reached = (): boolean => level(locationId) === wanted()
    if (!reached()) await session.nodeRed().until(`${location} to be sold`, reached, { from, withinMs: 30_000 })
    assert.ok(wanted() > 0)
  }

  function level(locationId: string): number | undefined {
    const { levels } = demo.shopify.model.snapshot()
    return levels.find((one) => one.itemId === first?.itemId && one.locationId === locationId)?.available
  }
})
