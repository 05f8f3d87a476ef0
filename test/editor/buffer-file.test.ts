import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import type { Locator } from 'playwright-core'
import { bufferFileAtMost } from '../../src/rules/buffer/buffer-rules.ts'
import type { EditorPage, Scheme } from '../support/browser-editor.ts'
import { dialogFlow, shopifyLocation } from '../support/browser-flow.ts'
import { editorSession } from '../support/browser-session.ts'
import { editorHands } from '../support/editor-hands.ts'
import { levelLine } from '../support/levels.ts'

const rules = {
  default: { kind: 'percent', value: 5 },
  perLocation: [{ locationId: shopifyLocation(71), location: 'New Jersey', kind: 'fixed', value: 3 }],
  perProduct: [
    { sku: 'SKU-1', kind: 'fixed', value: 20 },
    { productId: 7, kind: 'fixed', value: 4 },
  ],
  perProductAtLocation: [{ sku: '00123', locationId: shopifyLocation(72), location: 'Partner 3PL', kind: 'none', value: 0 }],
}
const onTab = { z: 'tab', x: 200, name: '' }
/** The buffer between a request and its answer, so that what it sells can be asked for. */
const flow = [
  ...dialogFlow.filter(({ id }) => ['tab', 'odoo', 'shop', 'map'].includes(id)),
  { ...onTab, id: 'ask', type: 'http in', y: 300, url: '/sells', method: 'post', upload: false, swaggerDoc: '', wires: [['buffer']] },
  { ...onTab, id: 'buffer', type: 'buffer', y: 340, rules, field: '', salesWindow: '', odoo: '', wires: [['answer']] },
  { ...onTab, id: 'answer', type: 'http response', y: 380, statusCode: '', headers: {}, wires: [] },
]

describe('rules of a buffer in a file', function () {
  this.timeout(90_000)
  const session = editorSession(flow)
  let editor: EditorPage
  let dialog: Locator

  before(async () => {
    editor = await session.open()
    dialog = await editor.open('buffer')
  })

  const exportAs = async (format: 'CSV' | 'JSON'): Promise<string> => {
    const press = dialog.getByRole('button', { name: `Export ${format}` }).click()
    const [download] = await Promise.all([editor.page.waitForEvent('download'), press])
    assert.equal(download.suggestedFilename(), `buffer.${format.toLowerCase()}`)
    return readFileSync(await download.path(), 'utf8')
  }
  const take = (name: string, file: string | Buffer, into = dialog): Promise<void> =>
    into.locator('input[type="file"]').setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(file) })
  const compared = (): Locator => dialog.getByRole('table', { name: 'What the file changes' }).locator('tbody tr')
  const kept = async (): Promise<unknown> => (await editor.exported()).find((node) => node.id === 'buffer')?.['rules']
  const asked = async (): Promise<unknown> => {
    const lines = [levelLine(1, 71, 100), levelLine(7, 71, 100), levelLine(3, 72, 100), levelLine(4, 71, 100), levelLine(4, 72, 100)]
    const body = JSON.stringify(lines)
    const response = await fetch(`${session.nodeRed().url}/sells`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    })
    const levels: unknown = await response.json()
    return Array.isArray(levels) ? levels.map((line) => line.quantity) : levels
  }

  it('a rule for a product that is known by its id in Odoo says so, and survives the dialog', async () => {
    const cell = dialog.getByPlaceholder('Odoo product 7')
    assert.equal(await cell.inputValue(), '')
    await cell.fill('SKU-7')
    await cell.fill('')
    await editor.save()
    assert.deepEqual(await kept(), rules)
    assert.deepEqual(await editor.complaintsAbout('buffer'), [])
    assert.deepEqual(await asked(), [80, 96, 95, 97, 95])
    dialog = await editor.open('buffer')
  })

  it('are saved as CSV and as JSON, and change nothing when they are imported as they are', async () => {
    const csv = await exportAs('CSV')
    assert.equal(csv.split('\r\n')[0], '\uFEFFsku,odooProductId,shopifyLocationId,shopifyLocation,rule,amount')
    assert.match(csv, /\r\n,,,,percent,5\r\n.*\r\nSKU-1,,,,units,20\r\n,7,,,units,4\r\n00123,,gid:.*72,Partner 3PL,none,\r\n$/)
    await take('buffer.csv', csv)
    await dialog.getByText('There is nothing to take over.').waitFor()
    const json = await exportAs('JSON')
    assert.deepEqual(JSON.parse(json), rules)
    await take('buffer.json', json.replace('"value": 20', '"value": 1500'))
    await compared().first().waitFor()
    assert.deepEqual(await compared().allInnerTexts(), ['SKU-1\tChanged\t20 units\t1,500 units'])
    await dialog.getByRole('button', { name: 'Leave it' }).click()
    await take('buffer.json', JSON.stringify(await editor.exported()))
    await dialog.getByText('There is nothing to take over.').waitFor()
  })

  it('show every row and column that is wrong, and then nothing can be taken over', async () => {
    await take('own.csv', 'sku;shopifyLocationId;rule;amount\nA;;half;5\nB;here;;120 %\nC;;units;1,000\nD;;;2\nD;;;3\n;;;7\n')
    await dialog.getByText('Row 2, rule: must be one of: none, units, percent, sales').waitFor()
    await dialog.getByText('Row 3, shopifyLocationId: must match gid://shopify/Location/123').waitFor()
    await dialog.getByText('Row 3, amount: must be at most 100').waitFor()
    await dialog.getByText('Row 4, amount: can be read as 1000 and as 1').waitFor()
    await dialog.getByText('Row 6: is for the same as row 5').waitFor()
    await dialog.getByText('Row 7: needs sku or rule').waitFor()
    await editor.picture('buffer-file-wrong')
    assert.equal(await dialog.getByRole('button', { name: 'Take over' }).count(), 0)
    await take('own.json', '{"default":{"kind":"percent","value":101}}')
    await dialog.getByText('default.value: must be at most 100', { exact: true }).waitFor()
    await take('own.json', '{"rules": [')
    await dialog.getByText('The file cannot be read as JSON', { exact: false }).waitFor()
    await take('own.csv', 'product,quantity\nA,1\n')
    await dialog.getByText('Row 1: names none of the columns', { exact: false }).waitFor()
    await take('large.csv', 'x'.repeat(bufferFileAtMost + 1))
    await dialog.getByText('up to 2,000,000 characters', { exact: false }).waitFor()
    await take('windows.csv', Buffer.from('sku;amount\nM\u00fctze;3\n', 'latin1'))
    await dialog.getByText('The file is not saved as UTF-8', { exact: false }).waitFor()
  })

  const changed =
    '\uFEFFsku;odooProductId;shopifyLocationId;rule;amount\r\nSKU-1;;;;12,5 %\r\n;7;;units;4\r\nSKU-3;;72;none;\r\nSKU-4;;;sales;7\r\n;;71;units;8\r\n'

  it('show what a file would change, and forget it when the rules in the dialog change meanwhile', async () => {
    await take('own.csv', changed)
    await dialog.getByText('2 added, 2 removed, 2 changed. Nothing is taken over yet.', { exact: false }).waitFor()
    assert.deepEqual(await compared().allInnerTexts(), [
      'New Jersey\tChanged\t3 units\t8 units',
      'SKU-1\tChanged\t20 units\t12.5 %',
      'SKU-4\tAdded\t\tsales of 7 days',
      'SKU-3 · Partner 3PL\tAdded\t\tnothing kept back',
      'Everywhere\tRemoved\t5 %\t',
      '00123 · Partner 3PL\tRemoved\tnothing kept back\t',
    ])
    await editor.picture('buffer-file-changes')
    await dialog.locator('#buffer-default').getByRole('textbox').fill('6')
    await dialog.getByText('The rules in this dialog have changed meanwhile.').waitFor()
    assert.equal(await compared().count(), 0)
  })

  it('are taken over by a button, kept by Done, and hold when they are deployed', async () => {
    await take('own.csv', changed.replace('SKU-4;;;sales;7\r\n', ''))
    await dialog.getByRole('button', { name: 'Take over' }).click()
    await dialog.getByText('The rules of the file are now in this dialog. Press Done to keep them.').waitFor()
    await dialog.locator('#buffer-per-product tbody tr').nth(1).getByPlaceholder('Odoo product 7').waitFor()
    assert.equal(await dialog.locator('#buffer-default-kind').inputValue(), 'none')
    await editor.picture('buffer-file-taken')
    await editor.save()
    assert.deepEqual(await kept(), {
      default: { kind: 'none', value: 0 },
      perLocation: [{ locationId: shopifyLocation(71), location: 'New Jersey', kind: 'fixed', value: 8 }],
      perProduct: [
        { sku: 'SKU-1', kind: 'percent', value: 12.5 },
        { productId: 7, kind: 'fixed', value: 4 },
      ],
      perProductAtLocation: [{ sku: 'SKU-3', locationId: shopifyLocation(72), location: 'Partner 3PL', kind: 'none', value: 0 }],
    })
    assert.deepEqual(await editor.complaintsAbout('buffer'), [])
    await editorHands(editor).deploy()
    assert.deepEqual(await asked(), [87, 96, 100, 92, 100])
    assert.deepEqual(editor.complaints, [])
  })

  it('are not saved while one of them makes no sense', async () => {
    const other = await session.open()
    const shown = await other.open('buffer')
    await shown.getByRole('button', { name: 'Add a product', exact: true }).click()
    await shown.getByRole('button', { name: 'Export CSV' }).click()
    await shown.getByText('rules.perProduct[2] needs sku or productId', { exact: false }).waitFor()
    await other.cancel()
  })

  for (const [language, scheme] of [
    ['de', 'dark'],
    ['en-US', 'dark'],
    ['ja', 'light'],
    ['fr', 'light'],
  ] as const satisfies readonly (readonly ['de' | 'en-US' | 'ja' | 'fr', Scheme])[]) {
    it(`can be read in ${language}, ${scheme}`, async () => {
      const other = await session.open(language, scheme)
      const shown = await other.open('buffer')
      await take('own.csv', changed, shown)
      await shown.locator('.odoo-shopify-comparison').waitFor()
      await other.picture('buffer-file-changes')
      await take('own.csv', 'sku;shopifyLocationId;rule;amount\nA;;half;5\nB;here;;120 %\nC;;units;1,000\n', shown)
      await shown.locator('.odoo-shopify-problem li').first().waitFor()
      await other.picture('buffer-file-wrong')
      assert.doesNotMatch(await shown.innerText(), /buffer\.|editor\.|__/)
      assert.deepEqual(other.complaints, [])
    })
  }
})
