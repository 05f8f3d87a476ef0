import assert from 'node:assert/strict'
import type { EditorPage } from '../support/browser-editor.ts'
import { dialogFlow } from '../support/browser-flow.ts'
import { editorSession } from '../support/browser-session.ts'

describe('dialogs of connections', function () {
  this.timeout(90_000)
  const session = editorSession(dialogFlow)
  let editor: EditorPage

  before(async () => {
    editor = await session.open()
  })

  it('test what they hold now, saved or not, and say what is wrong without a secret', async () => {
    const dialog = await editor.open('odoo')
    await dialog.getByLabel('Address').fill('http://127.0.0.1:9')
    await dialog.getByLabel('API key').fill('typed-key-that-must-not-be-seen')
    await dialog.getByRole('button', { name: 'Test connection' }).click()
    const answer = dialog.locator('.odoo-shopify-problem')
    await answer.waitFor({ timeout: 60_000 })
    await editor.picture('odoo-connection-refused')
    assert.match(await answer.innerText(), /127\.0\.0\.1:9/)
    assert.doesNotMatch(await answer.innerText(), /must-not-be-seen/)
    await editor.save()
    assert.doesNotMatch(JSON.stringify(await editor.exported()), /must-not-be-seen/)
  })

  it('show the details of a connection that works', async () => {
    await editor.page.route('**/odoo-shopify/shopify-connection/test', (route) => {
      const sent: unknown = route.request().postDataJSON()
      assert.partialDeepStrictEqual(sent, { id: 'shop', shop: 'example.myshopify.com', auth: 'client', clientId: 'typed' })
      return route.fulfill({
        json: { ok: true, text: 'example.myshopify.com, API 2026-10', details: { scopes: ['read_products', 'write_inventory'] } },
      })
    })
    const dialog = await editor.open('shop')
    await dialog.getByLabel('Client id').fill('typed')
    await dialog.getByRole('button', { name: 'Test connection' }).click()
    const answer = dialog.locator('.odoo-shopify-ok')
    await answer.waitFor()
    assert.match(await answer.innerText(), /Scopes\s+read_products, write_inventory/)
    await editor.cancel()
  })

  it('ask for the secrets of the chosen login only', async () => {
    const dialog = await editor.open('shop')
    assert.equal(await dialog.getByLabel('Access token').isVisible(), false)
    await dialog.getByLabel('Log in with').selectOption('token')
    assert.equal(await dialog.getByLabel('Access token').isVisible(), true)
    assert.equal(await dialog.getByLabel('Client secret').isVisible(), false)
    await editor.cancel()
  })

  it('refuse an address, companies and an API version that cannot be right', async () => {
    let dialog = await editor.open('odoo')
    await dialog.getByLabel('Address').fill('odoo.example.com')
    await dialog.getByLabel('Companies').fill('one')
    await editor.save()
    const odoo = (await editor.complaintsAbout('odoo')).join()
    assert.match(odoo, /starts with https/)
    assert.match(odoo, /separated by commas/)
    dialog = await editor.open('shop')
    await dialog.getByLabel('API version').fill('2026-11')
    await editor.save()
    assert.match((await editor.complaintsAbout('shop')).join(), /2026-10/)
  })
})
