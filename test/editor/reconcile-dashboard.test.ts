import assert from 'node:assert/strict'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Locator, Page } from 'playwright-core'
import { type Demo, startDemo } from '../../sandbox/demo/start-demo.ts'
import { bundledFlow } from '../support/bundled-flows.ts'
import { launchBrowser } from '../support/browser.ts'
import type { Scheme } from '../support/browser-editor.ts'
import { type FlowNode, type NodeRed, startNodeRed } from '../support/node-red.ts'
import { untilHeld } from '../support/until-held.ts'
import { unlabelled } from '../support/unlabelled.ts'

const texas = { inventoryItemId: 'gid://shopify/InventoryItem/7001', locationId: 'gid://shopify/Location/67890' }
const newJersey = { ...texas, locationId: 'gid://shopify/Location/12345' }

/** The flow as it is bundled, except that Odoo is asked every second, and for what the test changes. */
const flow = (edit: (node: FlowNode) => FlowNode = (node) => node): FlowNode[] =>
  bundledFlow('reconcile-dashboard.json')
    .map((node) => (node.type === 'odoo-quant-watch' ? { ...node, interval: 1 } : node))
    .map(edit)

describe('the reconcile dashboard', function () {
  this.timeout(180_000)
  let demo: Demo
  let nodeRed: NodeRed
  let browser: Browser
  let page: Page

  before(async () => {
    demo = await startDemo({ flow: 'reconcile-dashboard' })
    const env = { SHOPIFY_API_VERSION: '', SYNC_STORE: 'sync.sqlite', ...demo.environment }
    nodeRed = await startNodeRed({ flows: flow(), env, modules: ['@flowfuse/node-red-dashboard'] })
    browser = await launchBrowser()
    page = await open('light')
  })
  afterEach(async function () {
    if (this.currentTest?.state !== 'failed') return
    await picture(`failed-${this.currentTest.title.slice(0, 20)}`)
    console.log(await page.locator('.rec').allInnerTexts(), await page.locator('.rec-notices').allInnerTexts(), await rows())
  })
  after(async () => {
    await browser?.close()
    await nodeRed?.stop()
    await demo?.close()
  })

  async function open(colorScheme: Scheme): Promise<Page> {
    const context = await browser.newContext({ colorScheme, serviceWorkers: 'block', viewport: { width: 1360, height: 1000 } })
    const opened = await context.newPage()
    await opened.goto(`${nodeRed.url}/dashboard/reconcile`)
    await opened.locator('.rec-title').waitFor()
    return opened
  }

  const button = (name: string): Locator => page.getByRole('button', { name, exact: true })
  /** Presses a button as people do who use no mouse. */
  async function byKeyboard(name: string): Promise<void> {
    await button(name).waitFor()
    for (let steps = 0; steps < 60; steps++) {
      const focused = await page.evaluate<string>("document.activeElement?.textContent?.trim() ?? ''")
      if (focused === name) return await page.keyboard.press('Enter')
      await page.keyboard.press('Tab')
    }
    assert.fail(`the Tab key never comes to "${name}"`)
  }
  const title = (text: string): Promise<void> => page.locator('.rec-title', { hasText: text }).waitFor()
  /** The buttons that can be pressed. */
  const enabled = (): Promise<string[]> => page.locator('.rec-buttons button:enabled .v-btn__content').allTextContents()
  const said = (text: string): Promise<void> => page.locator('.rec-said', { hasText: text }).waitFor()
  const available = (address: typeof texas): number | undefined => demo.shopify.model.readLevels([address])[0]?.available
  const rows = (): Promise<string[]> => page.locator('.nrdb-table tbody tr').allInnerTexts()

  /** What is pressed while Node-RED takes a new flow is lost: the page is opened anew. */
  async function deploy(edit: (node: FlowNode) => FlowNode): Promise<void> {
    await nodeRed.deploy(flow(edit))
    await page.reload()
    await page.locator('.rec-title').waitFor()
  }

  /** Live sync may still be busy when the page is opened. */
  async function compareUntilRight(): Promise<void> {
    for (let tries = 0; tries < 10; tries++) {
      const from = nodeRed.events.length
      await button('Start dry run').click()
      await nodeRed.until('the report', (event) => event.what === 'received' && event.node === 'rdb-rows', { from })
      await button('Start dry run').and(page.locator(':enabled')).waitFor()
      if ((await page.locator('.rec-said').textContent()) === 'Nothing is to be corrected.') return
    }
    assert.fail('live sync never comes to rest')
  }

  async function picture(name: string, of: Page = page): Promise<void> {
    const folder = process.env['SCREENSHOTS']
    if (folder === undefined) return
    mkdirSync(folder, { recursive: true })
    await of.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled', fullPage: true })
  }

  it('says that nothing was compared yet, and has no report then', async () => {
    await title('Never compared yet')
    assert.deepEqual(await enabled(), ['Start dry run'])
    const { status } = await fetch(`${nodeRed.url}/reconcile-report`)
    assert.equal(status, 404)
  })

  it('compares both systems and shows what differs, with the likely cause; Shopify stays as it is', async () => {
    await compareUntilRight()
    const [right, other] = [available(texas), available(newJersey)]
    assert.ok(right !== undefined && other !== undefined)
    demo.shopify.model.edit(texas, 500)
    await button('Start dry run').click()
    await said('1 level would be corrected')
    await picture('dashboard-compared')
    const [row] = await rows()
    assert.match(row ?? '', /SKU-0001.*Texas Warehouse.*Differing.*500.*Direction conflict.*Somebody else.*To be corrected/s)
    assert.deepEqual([available(texas), available(newJersey)], [500, other])
    assert.deepEqual(await unlabelled(page, '.rec, .rec-notices, .nrdb-table'), [], 'a screen reader cannot name everything')
    await picture('dashboard-dark', await open('dark'))
  })

  it('writes what is approved, but not before it was asked whether it is meant', async () => {
    await button('Approve').click()
    await picture('dashboard-approve')
    await button('Not now').click()
    assert.equal(available(texas), 500)
    await byKeyboard('Approve')
    await byKeyboard('Write them')
    await title('Applied')
    await said('1 level corrected')
    assert.notEqual(available(texas), 500)
    await page.locator('td', { hasText: 'Corrected' }).waitFor()
  })

  it('takes it back', async () => {
    await button('Roll back').click()
    await button('Put them back').click()
    await title('Rolled back')
    assert.equal(available(texas), 500)
    await page.locator('td', { hasText: 'Rolled back' }).waitFor()
    await picture('dashboard-rolled-back')
  })

  it('offers the report as a page, as CSV and as JSON', async () => {
    const [shown] = await Promise.all([page.context().waitForEvent('page'), page.click('text=Report with charts')])
    await shown.locator('tr.line', { hasText: 'SKU-0001' }).waitFor()
    await shown.close()
    const csv = await fetch(new URL((await page.getByText('CSV').getAttribute('href')) ?? '', page.url()))
    assert.match(csv.headers.get('content-disposition') ?? '', /^attachment; filename=".*\.csv"$/)
    assert.match(await csv.text(), /SKU-0001,.*Texas Warehouse,Differing,500/)
    const json: unknown = await (await fetch(`${nodeRed.url}/reconcile-report?format=json`)).json()
    assert.partialDeepStrictEqual(json, { kind: 'reconciliation-report', lines: [{ shown: 500, state: 'restored' }] })
  })

  it('pauses, goes on, and cancels, with a bar while it works', async () => {
    await button('Start dry run').click()
    await button('Pause').click()
    await title('paused')
    assert.deepEqual(await enabled(), ['Resume', 'Cancel'])
    await page.getByRole('progressbar', { name: 'Progress' }).waitFor()
    await picture('dashboard-paused')
    await button('Resume').click()
    await title('Compared')
    await button('Start dry run').click()
    await button('Cancel').click()
    await title('Comparison cancelled')
    assert.equal(available(texas), 500)
    await button('Start dry run').click()
    await button('Approve').click()
    await button('Write them').click()
    await said('1 level corrected')
  })

  it('ends a hold where its number is explained, with a reason, and so does the report; no other site can', async () => {
    const held = (count: number): Promise<void> => untilHeld(nodeRed.url, 'rdb-set', 'SKU-0001', count)
    await compareUntilRight()
    for (const [address, location, quantity] of [
      [texas, 'TX/Stock', 61],
      [newJersey, 'NJ/Stock', 91],
    ] as const) {
      demo.shopify.model.sell({ locationId: address.locationId, lines: [{ itemId: address.inventoryItemId, quantity: 2 }] })
      await demo.odoo.driver.adjust({ product: 'SKU-0001', location, quantity })
    }
    await held(2)
    for (const address of [texas, newJersey]) demo.shopify.model.edit(address, 500)
    await button('Start dry run').click()
    await said('2 levels would be corrected')
    const line = page.locator('.rec-held details', { hasText: 'Texas Warehouse' })
    await line.locator('summary').click()
    await line.getByRole('button', { name: 'End this hold …' }).click()
    assert.equal(await button('End it').isDisabled(), true)
    await page.getByRole('textbox', { name: /Why\?/ }).fill('a test order')
    await picture('dashboard-end-hold')
    await button('End it').click()
    await line.getByText('Ended: the units are offered again.').waitFor()
    await held(1)
    await picture('dashboard-held')
    const [report] = await Promise.all([page.context().waitForEvent('page'), page.click('text=Report with charts')])
    const row = report.locator('tr.line', { hasText: 'New Jersey Warehouse' })
    await row.locator('summary').click()
    await row.getByRole('button', { name: 'End this hold …' }).click()
    await row.getByRole('textbox', { name: /Why\?/ }).fill('a test order')
    await row.getByRole('button', { name: 'End it: the units are offered again' }).click()
    await row.getByText('The hold is ended.').waitFor()
    await held(0)
    await report.close()
    const json = { 'content-type': 'application/json' }
    const foreign = [
      { ...json, origin: 'http://another.example' },
      { ...json, 'sec-fetch-site': 'cross-site' },
    ]
    for (const headers of [...foreign, { 'content-type': 'text/plain' }])
      assert.equal((await fetch(`${nodeRed.url}/reconcile-report/end-hold`, { method: 'POST', headers, body: '{}' })).status, 403)
    const again = await fetch(`${nodeRed.url}/reconcile-report/end-hold`, { method: 'POST', headers: json, body: '{"note":"x"}' })
    assert.deepEqual([again.status, /inventoryItemId|locationId/.test(await again.text())], [404, true])
  })

  it('says which location the circuit breaker stopped, and lets the run through when a person has looked', async () => {
    const address = { ...texas, inventoryItemId: 'gid://shopify/InventoryItem/7002' }
    await demo.odoo.driver.adjust({ product: 'SKU-0002', location: 'TX/Stock', quantity: 0 })
    await nodeRed.until('nothing to be shown', () => available(address) === 0, { withinMs: 30_000 })
    await deploy((node) => (node.type === 'shopify-inventory-set' ? { ...node, breakerShare: 1, breakerMinimum: 1 } : node))
    await compareUntilRight()
    demo.shopify.model.edit(address, 7)
    await button('Start dry run').click()
    await said('1 level would be corrected')
    await button('Approve').click()
    await button('Write them').click()
    const notice = page.locator('.rec-notice', { hasText: 'Circuit breaker' })
    await notice.waitFor()
    await picture('dashboard-breaker')
    await picture('dashboard-breaker-dark', await open('dark'))
    assert.equal(available(address), 7)
    await notice.getByRole('button', { name: 'Let this run through' }).click()
    await title('Applied')
    assert.equal(available(address), 0)
    await notice.waitFor({ state: 'detached' })
  })

  it('says why a run failed and what to do, until somebody has seen it', async () => {
    await deploy((node) => (Array.isArray(node['rows']) ? { ...node, rows: node['rows'].slice(1) } : node))
    await button('Start dry run').click()
    await title('Comparison failed')
    const notice = page.locator('.rec-notice', { hasText: 'The location map does not say' })
    await notice.waitFor()
    await picture('dashboard-failed')
    await notice.getByRole('button', { name: 'Seen' }).click()
    await notice.waitFor({ state: 'detached' })
  })
})
