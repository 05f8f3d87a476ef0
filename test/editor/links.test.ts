import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import type { Locator } from 'playwright-core'
import { startDemo, type Demo } from '../../sandbox/demo/start-demo.ts'
import { demoWarehouse } from '../../sandbox/odoo/demo-warehouse.ts'
import { createRecord } from '../../sandbox/odoo/orm/store.ts'
import type { EditorPage } from '../support/browser-editor.ts'
import { editorSession } from '../support/browser-session.ts'
import { bundledFlow } from '../support/bundled-flows.ts'

const many = 1200
const sku = (n: number): string => `MANY-${String(n).padStart(4, '0')}`

/** The demo with 1,200 products more in both systems, and 600 variants without a SKU. */
async function largeDemo(): Promise<Demo> {
  const demo = await startDemo({
    odoo: {
      seed: (env) => {
        demoWarehouse(env)
        for (let n = 1; n <= many; n++) createRecord(env, 'product.product', { default_code: sku(n), name: `Screw ${n}` })
        createRecord(env, 'product.product', { default_code: 'SPARE-1', name: 'Spare part' })
      },
    },
  })
  const { model } = demo.shopify
  for (let n = 1; n <= many; n++) model.addProduct({ title: `Screw ${n}`, variants: [{ sku: sku(n) }] })
  for (let n = 1; n <= many / 2; n++) model.addProduct({ title: `Nameless ${n}`, variants: [{ sku: '' }] })
  return demo
}

/** The flow as it is bundled, except that its node matches only when it is told to. */
const flow = bundledFlow('one-to-one.json').map((node) => {
  if (node.type === 'odoo-quant-watch') return { ...node, interval: 3600 }
  return node.type === 'product-link' ? { ...node, refresh: 0 } : node
})

describe('dialog of product-link', function () {
  this.timeout(120_000)
  const session = editorSession(flow, largeDemo)
  let editor: EditorPage
  let dialog: Locator

  before(async () => {
    editor = await session.open()
    dialog = await editor.open('o2o-link')
    await dialog.getByRole('button', { name: 'Match everything' }).click()
    await dialog.getByText('1212 links, 605 refused').waitFor({ timeout: 60_000 })
  })

  const rows = (table: string): Locator => dialog.getByRole('table', { name: table }).locator('tbody tr')

  it('counts what is to be mended by reason, and shows it a page at a time with the cure', async () => {
    const reason = dialog.getByRole('combobox', { name: 'Reason' })
    await reason.locator('option', { hasText: 'No SKU (601)' }).waitFor({ state: 'attached' })
    await dialog.getByText('The first 500 are kept in the report', { exact: false }).waitFor()
    assert.equal(await rows('To fix').count(), 20)
    await dialog.getByRole('button', { name: 'Show more' }).click()
    assert.equal(await rows('To fix').count(), 40)
    await reason.selectOption({ label: 'Twice in Shopify (2)' })
    assert.equal(await rows('To fix').count(), 2)
    assert.match(await rows('To fix').first().innerText(), /2 Shopify variants have the SKU DOUBLE-0001/)
    assert.match(await rows('To fix').first().innerText(), /Give each variant in Shopify its own SKU/)
    await editor.picture('product-link-mend')
  })

  it('leafs through more than a thousand links, and finds one', async () => {
    await dialog.getByText('1–20 of 1212').waitFor()
    await dialog.getByRole('button', { name: 'Later' }).click()
    await dialog.getByText('21–40 of 1212').waitFor()
    await dialog.getByRole('button', { name: 'Earlier' }).click()
    await dialog.getByText('1–20 of 1212').waitFor()
    await dialog.getByRole('searchbox').fill('many-0777')
    await dialog.getByRole('button', { name: 'Find' }).click()
    await dialog.getByText('1–1 found, of 1212 links').waitFor()
    assert.match(await rows('Links').first().innerText(), /MANY-0777.*Screw 777.*SKU/s)
  })

  it('ends a link for good after a question', async () => {
    await dialog.getByRole('button', { name: 'Unlink MANY-0777' }).click()
    await dialog.getByRole('button', { name: 'Keep it' }).click()
    await dialog.getByRole('button', { name: 'Unlink MANY-0777' }).click()
    await editor.picture('product-link-unlink')
    await dialog.getByRole('button', { name: 'Unlink for good' }).click()
    await dialog.getByText('No link fits.').waitFor()
    await dialog.getByRole('button', { name: 'Match what changed' }).click()
    await dialog.getByText('1211 links', { exact: false }).waitFor()
    await dialog.getByText('Kept unlinked by hand: 1.').waitFor()
  })

  it('links by hand, refuses what contradicts itself with the reason, and takes it when a person knows better', async () => {
    await dialog.getByRole('textbox', { name: /SKU in Shopify/ }).fill('MANY-0778')
    await dialog.getByRole('textbox', { name: /Internal reference/ }).fill('SPARE-1')
    await dialog.getByRole('button', { name: 'Link', exact: true }).click()
    await dialog.getByText('The SKU MANY-0778 points at Odoo product', { exact: false }).waitFor()
    await editor.picture('product-link-refused')
    await dialog.getByRole('button', { name: 'Link anyway' }).click()
    await dialog.getByText('MANY-0778 is linked to SPARE-1.').waitFor()
    await dialog.getByRole('searchbox').fill('MANY-0778')
    await dialog.getByRole('searchbox').press('Enter')
    await dialog.getByText('1–1 found', { exact: false }).waitFor()
    assert.match(await rows('Links').first().innerText(), /Spare part.*hand/s)
  })

  it('takes a variant without a SKU over from the list to fix', async () => {
    await dialog.getByRole('combobox', { name: 'Reason' }).selectOption('LINK_SKU_BLANK')
    await rows('To fix').first().getByRole('button').click()
    assert.match(await dialog.getByRole('textbox', { name: /SKU in Shopify/ }).inputValue(), /^gid:\/\/shopify\/InventoryItem\//)
    await dialog.getByRole('textbox', { name: /Internal reference/ }).fill(sku(777))
    await dialog.getByRole('button', { name: 'Link', exact: true }).click()
    await dialog.getByText(/is linked to MANY-0777/).waitFor()
  })

  it('gives every link as a file, and takes one back; a wrong row changes nothing until a person says so', async () => {
    const [download] = await Promise.all([editor.page.waitForEvent('download'), dialog.getByRole('button', { name: 'Export CSV' }).click()])
    assert.equal(download.suggestedFilename(), 'links.csv')
    const file = readFileSync(await download.path(), 'utf8')
    assert.equal(file.trim().split('\r\n').length, 1 + 1212)
    const take = (name: string, text: string): Promise<void> =>
      dialog
        .getByLabel('Import links')
        .first()
        .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })
    await take('links.csv', file)
    await dialog.getByText('Rows: 1212. Linked: 0, known already: 1212.').waitFor()
    await dialog.getByRole('button', { name: 'Unlink MANY-0778' }).click()
    await dialog.getByRole('button', { name: 'Until the next match' }).click()
    await dialog.getByText('No link fits.').waitFor()
    await take('own.csv', 'sku;odooSku\nMANY-0778;MANY-0778\nMANY-0779;NOBODY\n')
    await dialog.getByText('Nothing was changed. Rows: 2, problems: 1.').waitFor()
    await dialog.getByText('Row 3, odooSku: Odoo has no product with the internal reference NOBODY', { exact: false }).waitFor()
    await editor.picture('product-link-import')
    await dialog.getByRole('button', { name: 'Import the rows that are right' }).click()
    await dialog.getByText('Rows: 2. Linked: 1, known already: 0, problems: 1.').waitFor()
    assert.deepEqual(
      editor.complaints.filter((complaint) => !complaint.includes('409 (Conflict)')),
      [],
    )
    await editor.cancel()
  })

  it('tells the map where linked items are not stocked', async () => {
    dialog = await editor.open('o2o-map')
    await dialog.getByRole('button', { name: 'Load locations' }).click()
    await dialog.getByText('1200 linked items are not stocked at Texas Warehouse in Shopify', { exact: false }).waitFor()
    await dialog.getByText('Tick Texas Warehouse under the inventory', { exact: false }).waitFor()
    await editor.picture('location-map-not-stocked')
    await editor.save()
    assert.deepEqual(await editor.complaintsAbout('o2o-map'), [], 'a warning stops no map')
  })

  it('says all this in German too', async () => {
    const german = await session.open('de', 'dark')
    dialog = await german.open('o2o-link')
    await dialog.getByRole('button', { name: 'Änderungen abgleichen' }).click()
    await dialog.getByText(/1212 Verknüpfungen, 60[45] abgelehnt/).waitFor()
    await dialog.getByText('Die Shopify-Variante', { exact: false }).first().waitFor()
    await german.picture('product-link-mend')
    await german.cancel()
  })
})
