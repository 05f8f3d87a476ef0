import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import type { Locator } from 'playwright-core'
import type { EditorPage } from '../support/browser-editor.ts'
import { dialogFlow } from '../support/browser-flow.ts'
import { editorSession } from '../support/browser-session.ts'
import type { FlowNode } from '../support/node-red.ts'

const failure = (sku: string) => ({
  kind: 'failed',
  code: 'PRODUCT_UNLINKED',
  class: 'product-identity',
  text: `SKU ${sku} has no linked Odoo product`,
  cure: 'Link it.',
  retry: 'when-fixed',
  subject: {
    shop: 'example.myshopify.com',
    sku,
    shopifyLocation: 'New Jersey',
    odooDatabase: 'shop@127.0.0.1:9',
    odooProductId: sku.length,
  },
  at: '2026-11-20T10:00:00.000Z',
})

const stopped = {
  ...failure('unused'),
  code: 'BREAKER_TRIPPED',
  class: 'invalid-quantity',
  text: 'The circuit breaker stopped the writes at New Jersey; among them: ABC-RED-M 12 → 0, ABC-RED-L 7 → 0',
  cure: 'Check in Odoo whether the stock is right.',
  subject: { shop: 'example.myshopify.com', shopifyLocationId: 'gid://shopify/Location/1', shopifyLocation: 'New Jersey' },
}

/** Of a shop that is not delivered to here: a delivery would end the job, because nothing is held. */
const doubtful = {
  ...failure('MUG-BLUE'),
  code: 'HOLD_DOUBTFUL',
  class: 'buffer-or-reservation',
  subject: {
    shop: 'another.myshopify.com',
    sku: 'MUG-BLUE',
    inventoryItemId: 'gid://shopify/InventoryItem/1',
    shopifyLocationId: 'gid://shopify/Location/1',
  },
  values: { sku: 'MUG-BLUE', product: 'Mug', location: 'New Jersey', units: 30, before: 10, after: 30, until: '2026-11-20T11:00:00.000Z' },
}

const flow: readonly FlowNode[] = [
  ...dialogFlow,
  {
    id: 'fail',
    type: 'inject',
    z: 'tab',
    x: 60,
    y: 540,
    props: [{ p: 'payload' }],
    payload: JSON.stringify(['ABC-RED-M', 'ABC-RED-L', 'MUG-BLUE'].map(failure)),
    payloadType: 'json',
    repeat: '',
    crontab: '',
    wires: [['jobs']],
  },
  {
    id: 'trip',
    type: 'inject',
    z: 'tab',
    x: 60,
    y: 580,
    props: [{ p: 'payload' }],
    payload: JSON.stringify([stopped, doubtful]),
    payloadType: 'json',
    repeat: '',
    crontab: '',
    wires: [['jobs']],
  },
]

describe('dialog of failed-job-store', function () {
  this.timeout(90_000)
  const session = editorSession(flow)
  let editor: EditorPage

  before(async () => {
    editor = await session.open()
    const nodeRed = session.nodeRed()
    const from = nodeRed.events.length
    await nodeRed.press('fail')
    await nodeRed.until('the failures are recorded', (event) => event.what === 'done' && event.node === 'jobs', { from })
  })

  const rows = (dialog: Locator): Locator => dialog.locator('.odoo-shopify-jobs tbody tr')

  it('lists the open jobs with problem, cure and place', async () => {
    const dialog = await editor.open('jobs')
    await rows(dialog).nth(2).waitFor()
    assert.equal(await rows(dialog).count(), 3)
    const text = await rows(dialog).filter({ hasText: 'ABC-RED-M' }).innerText()
    assert.match(text, /has no linked Odoo product/)
    assert.match(text, /link the two by hand in product-link/)
    assert.match(text, /New Jersey/)
    await editor.picture('failed-job-store-jobs')
    await editor.cancel()
  })

  it('filters by SKU and by cause', async () => {
    const dialog = await editor.open('jobs')
    await rows(dialog).first().waitFor()
    await dialog.getByRole('searchbox', { name: 'SKU' }).fill('MUG-BLUE')
    await dialog.getByRole('button', { name: 'Show' }).click()
    await dialog.getByRole('button', { name: 'Retry all (1)' }).waitFor()
    assert.equal(await rows(dialog).count(), 1)
    await dialog.getByRole('combobox', { name: 'Cause' }).selectOption('odoo-access')
    await dialog.getByText('No open failed job fits.').waitFor()
    await editor.cancel()
  })

  it('exports what is listed as a file', async () => {
    const dialog = await editor.open('jobs')
    await rows(dialog).first().waitFor()
    const [download] = await Promise.all([editor.page.waitForEvent('download'), dialog.getByRole('button', { name: 'CSV' }).click()])
    assert.equal(download.suggestedFilename(), 'failed-jobs.csv')
    assert.match(readFileSync(await download.path(), 'utf8'), /ABC-RED-M/)
    await editor.cancel()
  })

  it('dismisses the selected jobs with a note, and not without one', async () => {
    const dialog = await editor.open('jobs')
    await dialog.getByRole('checkbox', { name: 'Select MUG-BLUE' }).check()
    await dialog.getByRole('button', { name: 'Dismiss …' }).click()
    await dialog.getByRole('button', { name: 'Dismiss 1' }).click()
    await dialog.getByRole('textbox', { name: /Why\?/ }).fill('sold out')
    await dialog.getByRole('button', { name: 'Dismiss 1' }).click()
    await dialog.getByRole('button', { name: 'Retry all (2)' }).waitFor()
    assert.equal(await rows(dialog).filter({ hasText: 'MUG-BLUE' }).count(), 0)
    await editor.cancel()
  })

  it('retries the selected jobs, then all of them', async () => {
    const dialog = await editor.open('jobs')
    await dialog.getByRole('checkbox', { name: 'Select ABC-RED-L' }).check()
    await dialog.getByRole('button', { name: 'Retry selected (1)' }).click()
    await dialog.getByRole('button', { name: 'Retry all (1)' }).click()
    await dialog.getByText('No open failed jobs.').waitFor()
    await editor.cancel()
    assert.deepEqual(editor.complaints, [])
  })

  it('approves a run that the circuit breaker has stopped by a button of its own, which asks once more', async () => {
    const nodeRed = session.nodeRed()
    const from = nodeRed.events.length
    await nodeRed.press('trip')
    await nodeRed.until('the stopped run is recorded', (event) => event.what === 'done' && event.node === 'jobs', { from })
    const dialog = await editor.open('jobs')
    await rows(dialog).filter({ hasText: 'ABC-RED-M 12 → 0' }).waitFor()
    await dialog.getByRole('button', { name: 'Approve these writes …' }).click()
    await editor.picture('failed-job-store-approve')
    await dialog.getByRole('button', { name: 'The stock in Odoo is right: write it' }).click()
    await rows(dialog).filter({ hasText: 'ABC-RED-M 12 → 0' }).waitFor({ state: 'detached' })
    await editor.cancel()
  })

  it('ends a hold without proof by a button of its own, with a reason and not without one; where nothing is held any more, the job ends', async () => {
    const dialog = await editor.open('jobs')
    const row = rows(dialog).filter({ hasText: '30 units of SKU MUG-BLUE (Mug) are held back at New Jersey' })
    await row.getByRole('button', { name: 'End the hold …' }).click()
    const confirm = row.getByRole('button', { name: 'End it: the units are offered again' })
    await confirm.click()
    assert.equal(await row.locator('input.input-error').count(), 1)
    await editor.picture('failed-job-store-end-hold')
    await row.getByRole('textbox', { name: /Why\?/ }).fill('counted')
    await confirm.click()
    await row.waitFor({ state: 'detached' })
    await editor.cancel()
  })

  it('says to deploy first when Node-RED does not run the store yet', async () => {
    await editor.page.evaluate(`RED.nodes.import([
      { id: 'fresh-store', type: 'sync-store', name: 'not deployed', file: '', auditDays: 90, jobDays: 30 },
      { id: 'fresh-jobs', type: 'failed-job-store', z: 'tab', x: 500, y: 480, store: 'fresh-store', wires: [[], []] },
    ])`)
    const dialog = await editor.open('fresh-jobs')
    await dialog.getByText('This configuration is not deployed yet.').waitFor()
    await editor.cancel()
  })
})
