import assert from 'node:assert/strict'
import type { Locator } from 'playwright-core'
import type { EditorPage } from '../support/browser-editor.ts'
import { dialogFlow, shopifyLocation } from '../support/browser-flow.ts'
import { editorSession } from '../support/browser-session.ts'
import { unlabelled } from '../support/unlabelled.ts'

const sku = (at: number): string => `SKU-${String(at).padStart(5, '0')}`
const perProduct = Array.from({ length: 20_000 }, (_, at) => ({ sku: sku(at), kind: 'fixed', value: at % 30 }))
const perProductAtLocation = Array.from({ length: 101 }, (_, at) => ({
  sku: sku(at),
  locationId: shopifyLocation(at < 100 ? 71 : 72),
  location: at < 100 ? 'New Jersey' : 'Partner 3PL',
  kind: 'percent',
  value: 5,
}))
const rules = { default: { kind: 'none', value: 0 }, perLocation: [], perProduct, perProductAtLocation }

describe('thousands of rules in the dialog of buffer', function () {
  this.timeout(90_000)
  const session = editorSession(dialogFlow.map((node) => (node.id === 'buffer' ? { ...node, rules, field: '', odoo: '' } : node)))
  let editor: EditorPage
  let dialog: Locator
  let table: Locator
  let find: Locator

  before(async () => {
    editor = await session.open()
    dialog = await editor.open('buffer')
    table = dialog.locator('#buffer-per-product')
    find = table.getByRole('searchbox', { name: 'Find by SKU or location' })
  })
  const kept = async (): Promise<unknown> => (await editor.exported()).find((node) => node.id === 'buffer')?.['rules']
  const drawn = (): Promise<number> => table.locator('tbody tr').count()
  const skuOf = (row: Locator): Promise<string> => row.getByRole('textbox', { name: 'SKU' }).inputValue()

  it('are drawn by the hundred, and a small table has no search', async () => {
    assert.equal(await drawn(), 100)
    assert.equal(await table.getByRole('status').innerText(), '100 of 20,000 shown')
    assert.equal(await dialog.locator('#buffer-per-location').getByRole('searchbox').isVisible(), false)
    assert.deepEqual(await unlabelled(editor.page, '.red-ui-tray:last-child .odoo-shopify'), [])
    await table.scrollIntoViewIfNeeded()
    await editor.picture('buffer-many-rules')
  })

  it('show more by the keyboard, which goes on in the first new row', async () => {
    await table.getByRole('button', { name: 'Show more' }).focus()
    await editor.page.keyboard.press('Enter')
    assert.equal(await drawn(), 200)
    assert.equal(await skuOf(table.locator('tbody tr', { has: editor.page.locator(':focus') })), sku(100))
  })

  it('are found by SKU and by location, and one that is found can be changed and removed', async () => {
    await find.fill('sku-1234')
    assert.equal(await table.getByRole('status').innerText(), '10 of 10 shown')
    await table.locator('tbody tr').first().getByRole('textbox', { name: 'Amount' }).fill('77')
    await table.locator('tbody tr').last().getByRole('button', { name: 'Remove' }).click()
    assert.equal(await table.getByRole('status').innerText(), '9 of 9 shown')
    await find.fill('nothing like it')
    assert.equal(await table.getByRole('status').innerText(), 'No row fits.')
    const places = dialog.locator('#buffer-per-product-at-location')
    await places.getByRole('searchbox').fill('partner')
    assert.equal(await places.locator('tbody tr').count(), 1)
    await places.getByRole('searchbox').fill('')
  })

  it('are reached to the last one, also when so many are removed that a table would need no search', async () => {
    const places = dialog.locator('#buffer-per-product-at-location')
    await places.getByRole('button', { name: 'Remove' }).first().click()
    assert.equal(await places.getByRole('status').innerText(), '99 of 100 shown')
    await places.getByRole('button', { name: 'Show more' }).click()
    assert.equal(await skuOf(places.locator('tbody tr').last()), sku(100))
    assert.equal(await places.getByRole('searchbox').isVisible(), false)
  })

  it('have a new one drawn among them, whatever is looked for', async () => {
    await table.getByRole('button', { name: 'Add a product', exact: true }).click()
    await editor.page.keyboard.type('MUG')
    assert.equal(await skuOf(table.locator('tbody tr').last()), 'MUG')
    await dialog.getByLabel('Try with').fill('50')
    assert.match(await table.locator('tbody tr').last().innerText(), /at 50 in Odoo this sells 50/)
  })

  it('are all kept on Done, those that were not drawn too', async () => {
    await editor.save()
    const changed = perProduct
      .map((rule) => (rule.sku === sku(12340) ? { ...rule, value: 77 } : rule))
      .filter((rule) => rule.sku !== sku(12349))
    assert.deepEqual(await kept(), {
      ...rules,
      perProductAtLocation: perProductAtLocation.slice(1),
      perProduct: [...changed, { sku: 'MUG', kind: 'fixed', value: 0 }],
    })
    assert.deepEqual(await editor.complaintsAbout('buffer'), [])
  })

  it('are compared with a file of as many, of which the first differences are drawn and the rest is counted', async () => {
    dialog = await editor.open('buffer')
    const rows = perProduct.map((rule) => `${rule.sku},,gid://shopify/Location/71,New Jersey Warehouse,percent,12.5`)
    const file = ['sku,odooProductId,shopifyLocationId,shopifyLocation,rule,amount', ...rows].join('\n')
    await dialog.locator('input[type="file"]').setInputFiles({ name: 'many.csv', mimeType: 'text/csv', buffer: Buffer.from(file) })
    await dialog.getByText('19,901 added, 20,001 removed, 99 changed', { exact: false }).waitFor()
    const compared = dialog.getByRole('table', { name: 'What the file changes' })
    assert.equal(await compared.locator('tbody tr').count(), 100)
    await dialog.getByText('and 39,901 more').waitFor()
    await editor.picture('buffer-many-differences')
    await dialog.getByRole('button', { name: 'Take over' }).click()
    await dialog.getByText('The rules of the file are now in this dialog.', { exact: false }).waitFor()
    assert.equal(await dialog.locator('#buffer-per-product-at-location tbody tr').count(), 100)
    await editor.cancel()
    assert.deepEqual(editor.complaints, [])
  })
})
