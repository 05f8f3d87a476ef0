import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import type { Locator } from 'playwright-core'
import { mapFileAtMost } from '../../src/rules/map/map-cells.ts'
import type { EditorPage, Scheme } from '../support/browser-editor.ts'
import { dialogFlow, shopifyLocation } from '../support/browser-flow.ts'
import { editorSession } from '../support/browser-session.ts'

describe('a map file in the dialog of location-map', function () {
  this.timeout(90_000)
  const session = editorSession(dialogFlow)
  let editor: EditorPage
  let dialog: Locator

  before(async () => {
    editor = await session.open()
    dialog = await editor.open('map')
  })

  const exportAs = async (format: 'CSV' | 'JSON'): Promise<string> => {
    const press = dialog.getByRole('button', { name: `Export ${format}` }).click()
    const [download] = await Promise.all([editor.page.waitForEvent('download'), press])
    assert.equal(download.suggestedFilename(), `location-map.${format.toLowerCase()}`)
    return readFileSync(await download.path(), 'utf8')
  }
  const take = (name: string, file: string | Buffer, into = dialog): Promise<void> =>
    into.locator('input[type="file"]').setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(file) })
  const compared = (into = dialog): Locator => into.getByRole('table', { name: 'What the file changes' }).locator('tbody tr')
  const rows = async (): Promise<unknown> => (await editor.exported()).find((node) => node.id === 'map')?.['rows']

  it('is saved as CSV and as JSON, and changes nothing when it is imported as it is', async () => {
    const csv = await exportAs('CSV')
    assert.match(csv, /^\uFEFFshopifyLocationId,shopifyLocation,outcome,/)
    assert.match(csv, /New Jersey,mapped,,retail,NJ\/Stock #8; TX\/Stock,NJ\/Stock\/Quarantine #9,largest,60,/)
    await take('location-map.csv', csv)
    await dialog.getByText('There is nothing to take over.').waitFor()
    const json = await exportAs('JSON')
    assert.deepEqual(JSON.parse(json), await rows())
    await take('location-map.json', json.replace('"type": "retail"', '"type": "pickup"'))
    await compared().first().waitFor()
    assert.deepEqual(await compared().allInnerTexts(), ['New Jersey\tType\tRetail\tPickup'])
    await dialog.getByRole('button', { name: 'Leave it' }).click()
    await take('location-map.json', json)
    await dialog.getByText('There is nothing to take over.').waitFor()
  })

  it('shows every row and column that is wrong, and then nothing can be taken over', async () => {
    await take('own.csv', 'shopifyLocationId;outcome;share\n71;maybe;\n72;mapped;120\n')
    await dialog.getByText('Row 2, outcome: must be one of: mapped, excluded').waitFor()
    await dialog.getByText('Row 3, share: must be at most 100').waitFor()
    await editor.picture('location-map-file-wrong')
    assert.equal(await dialog.getByRole('button', { name: 'Take over' }).count(), 0)
    await take('own.json', '{"rows": [')
    await dialog.getByText('The file cannot be read as JSON', { exact: false }).waitFor()
    await take('own.csv', 'sku,quantity\nA,1\n')
    await dialog.getByText('Row 1: names none of the columns', { exact: false }).waitFor()
  })

  it('says that a file is too large, or not saved as UTF-8', async () => {
    await take('large.csv', 'x'.repeat(mapFileAtMost + 1))
    await dialog.getByText('The file is too large for a location map.').waitFor()
    await dialog.getByText('up to 1,000,000 characters', { exact: false }).waitFor()
    await take('windows.csv', Buffer.from('shopifyLocationId;sources\n71;M\u00fcnchen\n', 'latin1'))
    await dialog.getByText('The file is not saved as UTF-8', { exact: false }).waitFor()
  })

  const changedFile = async (): Promise<string> => {
    const csv = await exportAs('CSV')
    const kept = csv.split('\r\n').filter((line) => line !== '' && !line.includes('Partner 3PL'))
    const changed = kept.map((line) => line.replace(',NJ/Stock/Quarantine #9,', ',,').replace(',60,', ',75,').replace(',false,', ',true,'))
    return [...changed, '73,Outlet,mapped,,retail,TX/Stock', '74,Old depot,excluded,=counts its own'].join('\r\n')
  }

  it('shows what a changed file would change, and forgets it when the map in the dialog changes meanwhile', async () => {
    await take('location-map.csv', await changedFile())
    await dialog.getByText('2 added, 1 removed, 1 changed. Nothing is taken over yet.', { exact: false }).waitFor()
    assert.deepEqual(await compared().allInnerTexts(), [
      'New Jersey\tExcept\tNJ/Stock/Quarantine #9\t(empty)',
      'Percent of the stock\t60\t75',
      'Enabled\tno\tyes',
      'Outlet\tAdded\t\t← TX/Stock',
      'Old depot\tAdded\t\texcluded: =counts its own',
      'Partner 3PL\tRemoved: undecided again\texcluded: counts its own stock\t',
    ])
    await editor.picture('location-map-file-changes')
    await dialog.getByRole('button', { name: /Partner 3PL/ }).click()
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('counts its own stock, by hand')
    await dialog.getByText('The map in this dialog has changed meanwhile.').waitFor()
    assert.equal(await compared().count(), 0)
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('counts its own stock')
  })

  it('is taken over by a button, and kept by Done', async () => {
    await take('location-map.csv', await changedFile())
    await dialog.getByRole('button', { name: 'Take over' }).click()
    await dialog.getByText('The rows of the file are now in this dialog. Press Done to keep them.').waitFor()
    await dialog.getByText('1 of 4 locations still need a decision', { exact: false }).waitFor()
    await dialog.getByRole('button', { name: /Outlet.*← TX\/Stock/ }).waitFor()
    await dialog.getByRole('button', { name: /Partner 3PL.*undecided/ }).waitFor()
    await editor.picture('location-map-file-taken')
    const before = await rows()
    assert.equal(Array.isArray(before) ? before.length : 0, 2)
    await editor.save()
    assert.partialDeepStrictEqual(await rows(), [
      {
        id: 'nj',
        sources: [{ locationId: 8, location: 'NJ/Stock', path: [1, 7, 8] }, { location: 'TX/Stock' }],
        exclude: [],
        share: 75,
        enabled: true,
      },
      { id: 'row-73', shopifyLocationId: shopifyLocation(73), shopifyLocation: 'Outlet', sources: [{ location: 'TX/Stock' }] },
      { id: 'row-74', outcome: 'excluded', reason: '=counts its own' },
    ])
    assert.deepEqual(editor.complaints, [])
  })

  for (const [language, scheme] of [
    ['de', 'dark'],
    ['en-US', 'dark'],
    ['de', 'light'],
  ] as const satisfies readonly (readonly ['de' | 'en-US', Scheme])[]) {
    it(`can be read in ${language}, ${scheme}`, async () => {
      const other = await session.open(language, scheme)
      const shown = await other.open('map')
      await take('own.csv', 'shopifyLocationId;sources;aggregate\n71;NJ/Stock #8;largest\n73;TX/Stock;sum\n', shown)
      await shown.locator('.odoo-shopify-comparison').waitFor()
      await other.picture('location-map-file-changes')
      await take('own.csv', 'shopifyLocationId;outcome;share\n71;maybe;\n72;mapped;120\n', shown)
      await shown.locator('.odoo-shopify-problem li').first().waitFor()
      await other.picture('location-map-file-wrong')
      assert.doesNotMatch(await shown.innerText(), /location-map\.|__/)
      assert.deepEqual(other.complaints, [])
    })
  }
})
