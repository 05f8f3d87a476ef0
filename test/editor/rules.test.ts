import assert from 'node:assert/strict'
import type { EditorPage } from '../support/browser-editor.ts'
import { dialogFlow, shopifyLocation } from '../support/browser-flow.ts'
import { editorSession } from '../support/browser-session.ts'

describe('dialogs that hold rules', function () {
  this.timeout(90_000)
  const session = editorSession(dialogFlow)
  let editor: EditorPage

  before(async () => {
    editor = await session.open()
  })

  async function property(id: string, name: string): Promise<unknown> {
    return (await editor.exported()).find((node) => node.id === id)?.[name]
  }

  it('show what each buffer sells of a quantity, by the rule of the running node', async () => {
    const dialog = await editor.open('buffer')
    assert.equal(await dialog.locator('#buffer-default-preview').innerText(), 'at 100 in Odoo this sells 95')
    await dialog.getByLabel('Try with').fill('99')
    assert.equal(await dialog.locator('#buffer-default-preview').innerText(), 'at 99 in Odoo this sells 94')
    await dialog.getByText('at 99 in Odoo this sells 97').waitFor()
    await dialog.getByRole('button', { name: 'Add a product', exact: true }).click()
    const row = dialog.locator('#buffer-per-product tbody tr').last()
    await row.getByRole('textbox', { name: 'SKU' }).fill('MUG-BLUE')
    await row.getByRole('textbox', { name: 'Amount' }).fill('7')
    await row.getByText('at 99 in Odoo this sells 92').waitFor()
    await dialog.getByRole('button', { name: 'Remove' }).first().click()
    await editor.save()
    assert.partialDeepStrictEqual(await property('buffer', 'rules'), {
      default: { kind: 'percent', value: 5 },
      perLocation: [],
      perProduct: [
        { sku: 'ABC-RED-M', kind: 'fixed', value: 2 },
        { sku: 'MUG-BLUE', kind: 'fixed', value: 7 },
      ],
    })
    assert.deepEqual(await editor.complaintsAbout('buffer'), [])
  })

  it('show what days of sales leave, of a pace to try with, and want Odoo for them', async () => {
    const dialog = await editor.open('buffer')
    const everywhere = dialog.locator('#buffer-default')
    assert.equal(await dialog.getByLabel('Sold a day').isVisible(), false)
    await everywhere.getByRole('combobox').selectOption({ label: 'Keep back the sales of' })
    await everywhere.getByRole('textbox').fill('2')
    await dialog.getByText('at 100 in Odoo and 5 sold a day this sells 90').waitFor()
    await dialog.getByLabel('Sold a day').fill('7.3')
    await dialog.getByText('at 100 in Odoo and 7.3 sold a day this sells 85').waitFor()
    await dialog.getByLabel('Sales of the last').fill('14')
    await dialog.getByLabel('Odoo connection', { exact: true }).selectOption({ label: 'none' })
    await editor.picture('buffer-sales')
    await editor.save()
    assert.partialDeepStrictEqual(await property('buffer', 'rules'), { default: { kind: 'sales', value: 2 } })
    assert.equal(await property('buffer', 'salesWindow'), 14)
    assert.match((await editor.complaintsAbout('buffer')).join(), /Rules about sales need an Odoo connection/)
    const again = await editor.open('buffer')
    await again.getByLabel('Odoo connection', { exact: true }).selectOption({ label: 'Odoo of the test' })
    await again.locator('#buffer-default').getByRole('textbox').fill('366')
    await editor.save()
    assert.match((await editor.complaintsAbout('buffer')).join(), /between 0 and 365/)
    const last = await editor.open('buffer')
    await last.locator('#buffer-default').getByRole('textbox').fill('3')
    await editor.save()
    assert.deepEqual(await editor.complaintsAbout('buffer'), [])
    const share = (await editor.open('buffer')).locator('#buffer-default')
    await share.getByRole('combobox').selectOption({ label: 'Keep back a share of' })
    await editor.save()
    assert.partialDeepStrictEqual(await property('buffer', 'rules'), { default: { kind: 'percent', value: 3 } })
  })

  it('refuse a buffer of more than a hundred percent', async () => {
    const dialog = await editor.open('buffer')
    await dialog.locator('#buffer-default').getByRole('textbox').fill('101')
    assert.match((await dialog.locator('#buffer-default').getByRole('textbox').getAttribute('class')) ?? '', /input-error/)
    await editor.save()
    assert.match((await editor.complaintsAbout('buffer')).join(), /between 0 and 100/)
  })

  it('say which two rules of a buffer are for one thing', async () => {
    const dialog = await editor.open('buffer')
    await dialog.locator('#buffer-default').getByRole('textbox').fill('5')
    await dialog.getByRole('button', { name: 'Add a product', exact: true }).click()
    await dialog.locator('#buffer-per-product tbody tr').last().getByRole('textbox', { name: 'SKU' }).fill('MUG-BLUE')
    await editor.save()
    assert.match((await editor.complaintsAbout('buffer')).join(), /Two rules are for MUG-BLUE/)
    const again = await editor.open('buffer')
    await again.locator('#buffer-per-product tbody tr').last().getByRole('button', { name: 'Remove' }).click()
    await editor.save()
    assert.deepEqual(await editor.complaintsAbout('buffer'), [])
  })

  it('say for every kind of event whether it passes this gate', async () => {
    const dialog = await editor.open('gate')
    const line = dialog.locator('#direction-gate-policies tr', { hasText: 'Receipts, transfers' })
    assert.match(await line.innerText(), /allowed/)
    await dialog.getByRole('combobox', { name: 'Inventory quantity' }).selectOption('odoo_to_shopify')
    assert.match(await line.innerText(), /stopped/)
    await dialog.getByLabel('Direction here').selectOption('odoo_to_shopify')
    assert.match(await line.innerText(), /allowed/)
    await editor.save()
    assert.equal(await property('gate', 'direction'), 'odoo_to_shopify')
    assert.partialDeepStrictEqual(await property('gate', 'policies'), { inventory_quantity: 'odoo_to_shopify', return: 'odoo_to_shopify' })
  })

  it('offer the locations of the map for an exception, and refuse one that names nothing', async () => {
    let dialog = await editor.open('gate')
    await dialog.getByRole('button', { name: 'Add an exception' }).click()
    await editor.save()
    assert.match((await editor.complaintsAbout('gate')).join(), /must name a shop, a location or a SKU/)
    dialog = await editor.open('gate')
    const row = dialog.locator('#direction-gate-exceptions tbody tr').last()
    await row.getByRole('combobox', { name: 'Location' }).selectOption({ label: 'Partner 3PL' })
    await editor.save()
    assert.deepEqual(await editor.complaintsAbout('gate'), [])
    const exceptions = await property('gate', 'exceptions')
    assert.deepEqual(Array.isArray(exceptions) ? exceptions.at(-1) : exceptions, {
      location: shopifyLocation(72),
      event: 'inventory_quantity',
      policy: 'off',
    })
  })

  it('warn of writing without comparing, ask how long a sale is held, and offer no orders by name while nothing brings them', async () => {
    const dialog = await editor.open('set')
    assert.equal(await dialog.getByText('A sale at that moment is overwritten and lost.').isVisible(), true)
    await dialog.getByLabel('First write').selectOption('compare')
    assert.equal(await dialog.locator('#node-input-orders option[value=named]').isDisabled(), true)
    assert.equal(await dialog.getByText('A sale at that moment is overwritten and lost.').isVisible(), false)
    assert.equal(await dialog.getByLabel('Hold back for').isVisible(), true)
    await dialog.getByLabel('Hold back for').fill('15')
    await dialog.getByLabel('Raise a job after').fill('${ATTEMPTS}')
    await editor.save()
    assert.equal(await property('set', 'holdMinutes'), 15)
    assert.equal(await property('set', 'maxAttempts'), '${ATTEMPTS}')
    assert.deepEqual(await editor.complaintsAbout('set'), [])
  })

  it('refuse numbers that make no sense, in words', async () => {
    const dialog = await editor.open('watch')
    await dialog.getByLabel('Read every').fill('0.5')
    await editor.save()
    assert.match((await editor.complaintsAbout('watch')).join(), /interval|whole number from 1/)
    assert.deepEqual(editor.complaints, [])
  })
})
