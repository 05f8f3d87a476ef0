import assert from 'node:assert/strict'
import type { EditorPage, ExportedNode } from '../support/browser-editor.ts'
import { editorSession } from '../support/browser-session.ts'
import { bundledFlow } from '../support/bundled-flows.ts'

const emptyFlow = [
  { id: 'tab', type: 'tab', label: 'Flow 1' },
  { id: 'note', type: 'comment', z: 'tab', name: 'new here', info: '', x: 120, y: 20, wires: [] },
]
const configTypes = new Set(['odoo-connection', 'shopify-connection', 'sync-store'])

describe('two bundled flows, imported one after the other', function () {
  this.timeout(120_000)
  const session = editorSession(emptyFlow)
  let editor: EditorPage

  before(async () => {
    editor = await session.open()
  })

  /** As a person does it: Import, a flow, Import; what is there already is answered with *Import copy*. */
  async function importFlow(file: string, asked: boolean): Promise<ExportedNode[]> {
    const before = new Set((await editor.exported()).map(({ id }) => id))
    await editor.page.evaluate(`RED.actions.invoke('core:show-import-dialog')`)
    const text = editor.page.locator('#red-ui-clipboard-dialog-import-text')
    await text.fill(JSON.stringify(bundledFlow(file)))
    // The button wakes up with a key, not with the text itself.
    await text.press('End')
    await editor.page.locator('#red-ui-clipboard-dialog-ok').click()
    if (asked) await editor.page.getByRole('button', { name: 'Import copy' }).click()
    await editor.page.locator('.red-ui-clipboard-dialog').waitFor({ state: 'hidden' })
    const made = (await editor.exported()).filter(({ id }) => !before.has(id))
    assert.ok(made.length > 10, `${file} was not imported`)
    return made
  }

  const configNodes = async (): Promise<string[]> =>
    (await editor.exported())
      .filter(({ type }) => configTypes.has(type))
      .map(({ id }) => id)
      .toSorted()

  it('have one set of config nodes, and what a person changed in them stays', async () => {
    await importFlow('one-to-one.json', false)
    assert.deepEqual(await configNodes(), ['odoo-shopify-odoo', 'odoo-shopify-shop', 'odoo-shopify-store'])
    const dialog = await editor.open('odoo-shopify-odoo')
    await dialog.locator('#node-config-input-name').fill('our Odoo')
    await editor.save()

    for (const file of ['nightly-reconcile.json', 'one-to-one.json']) {
      const made = await importFlow(file, true)
      assert.deepEqual(await configNodes(), ['odoo-shopify-odoo', 'odoo-shopify-shop', 'odoo-shopify-store'])
      for (const node of made) {
        if (node['odoo'] !== undefined && node['odoo'] !== '') assert.equal(node['odoo'], 'odoo-shopify-odoo')
        if (node['shopify'] !== undefined) assert.equal(node['shopify'], 'odoo-shopify-shop')
        if (node['store'] !== undefined) assert.equal(node['store'], 'odoo-shopify-store')
      }
      assert.ok(made.some((node) => node['store'] === 'odoo-shopify-store'))
    }
    const odoo = (await editor.exported()).find(({ id }) => id === 'odoo-shopify-odoo')
    assert.equal(odoo?.['name'], 'our Odoo')
    assert.deepEqual(editor.complaints, [])
  })

  it('leave a choice to a person where there are two of a kind', async () => {
    const second = { id: 'second', type: 'sync-store', name: 'another', file: 'another.sqlite', auditDays: 90, jobDays: 30 }
    await editor.page.evaluate(`RED.nodes.import(${JSON.stringify([second])})`)
    for (const [id, chosen] of [
      ['fresh', { shopify: 'odoo-shopify-shop', store: '' }],
      ['kept', { shopify: 'odoo-shopify-shop', store: 'second' }],
    ] as const) {
      const node = { id, type: 'reconcile-diff', z: 'tab', x: 300, y: 100, name: id, shopify: '', store: chosen.store, wires: [] }
      await editor.page.evaluate(`RED.nodes.import(${JSON.stringify([node])})`)
      await editor.open(id)
      await editor.save()
      const saved = (await editor.exported()).find((one) => one.id === id)
      assert.deepEqual({ shopify: saved?.['shopify'], store: saved?.['store'] }, chosen)
    }
  })
})
