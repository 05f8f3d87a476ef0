import assert from 'node:assert/strict'
import type { EditorPage } from '../support/browser-editor.ts'
import { dialogFlow } from '../support/browser-flow.ts'
import { editorSession } from '../support/browser-session.ts'

/** The shop of the dialogs as a new one, which nobody has released. */
const flow = dialogFlow.map((node) => (node.id === 'set' ? { ...node, begin: 'frozen' } : node))

describe('dialog of shopify-inventory-set, at work', function () {
  this.timeout(90_000)
  const session = editorSession(flow)
  let editor: EditorPage

  before(async () => {
    editor = await session.open()
  })

  it('asks for a look before a new shop is written, and releases it', async () => {
    const dialog = await editor.open('set')
    await dialog.getByText('This shop was never written from this sync store', { exact: false }).waitFor()
    await editor.picture('shopify-inventory-set-first')
    const dark = await session.open('de', 'dark')
    await (
      await dark.open('set')
    )
      .getByText('Dieser Shop wurde aus diesem Abgleich-Speicher noch nie beschrieben', { exact: false })
      .waitFor()
    await dark.picture('shopify-inventory-set-first')
    await dark.cancel()
    await dialog.getByRole('button', { name: 'Checked? Release' }).click()
    await dialog.getByText('Changes are written.', { exact: false }).waitFor()
    assert.equal(await dialog.getByRole('button', { name: 'Release' }).isDisabled(), true)
    await editor.cancel()
  })

  it('freezes with a note, and releases', async () => {
    const dialog = await editor.open('set')
    await dialog.getByText('Changes are written.', { exact: false }).waitFor()
    await dialog.getByRole('textbox', { name: 'Note for the audit trail' }).fill('stocktaking')
    await dialog.getByRole('button', { name: 'Freeze' }).click()
    await dialog.getByText('Frozen since', { exact: false }).waitFor()
    await dialog.getByText('stocktaking').waitFor()
    await editor.picture('shopify-inventory-set-frozen')
    await dialog.getByRole('button', { name: 'Release' }).click()
    await dialog.getByText('Changes are written.', { exact: false }).waitFor()
    await editor.cancel()
  })

  it('asks again for the reasons that it shows when the shop is frozen or released, and says their moments by the clock of the viewer', async () => {
    const since = '2026-11-30T03:19:18.045Z'
    let text = `it waits since ${since} for a person to release it`
    await editor.page.route('**/why?**', (route) => {
      const level = { inventoryItemId: 'i', locationId: 'l' }
      return route.fulfill({ json: { levels: [{ level, target: 5, record: null, holds: [], trace: [{ text }] }] } })
    })
    const dialog = await editor.open('set')
    await dialog.getByRole('searchbox', { name: 'SKU' }).fill('ABC')
    await dialog.getByRole('button', { name: 'Why this number?' }).click()
    const shown = await editor.page.evaluate<string>(
      `new Date('${since}').toLocaleString(undefined, { dateStyle: 'short', timeStyle: 'medium' })`,
    )
    await dialog.getByText(`it waits since ${shown} for a person`, { exact: false }).waitFor()
    text = 'the level is on its way to Shopify'
    await dialog.getByRole('button', { name: 'Freeze' }).click()
    await dialog.getByText(text).waitFor()
    assert.equal(await dialog.getByText('for a person to release it', { exact: false }).count(), 0)
    await dialog.getByRole('button', { name: 'Release' }).click()
    await dialog.getByText('Changes are written.', { exact: false }).waitFor()
    await editor.cancel()
    await editor.page.unroute('**/why?**')
  })

  it('says when it knows nothing of a SKU', async () => {
    const dialog = await editor.open('set')
    await dialog.getByRole('searchbox', { name: 'SKU' }).fill('NOBODY')
    await dialog.getByRole('button', { name: 'Why this number?' }).click()
    await dialog.getByText('No level of SKU NOBODY is known here.').waitFor()
    await dialog.getByText('Look for the SKU in the open jobs', { exact: false }).waitFor()
    await editor.cancel()
    assert.deepEqual(
      editor.complaints.filter((complaint) => complaint.includes('odoo-shopify')),
      [],
    )
  })
})
