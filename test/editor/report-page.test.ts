import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser, Locator, Page } from 'playwright-core'
import { reportPage } from '../../nodes/reconcile-diff/report-page.ts'
import { reportFile } from '../../src/engine/reconcile/report/report-file.ts'
import { MemoryStore } from '../../src/adapters/store/memory/memory-store.ts'
import { launchBrowser } from '../support/browser.ts'
import type { Scheme } from '../support/browser-editor.ts'
import { english, german } from '../support/english.ts'
import { runFolder } from '../support/node-red-install.ts'
import { driftedLines } from '../support/reconcile/drifted-lines.ts'
import { madeAt, planLine, reportRun, storedPlan } from '../support/reconcile/report-plan.ts'
import { unlabelled } from '../support/unlabelled.ts'

interface OpenReport {
  readonly page: Page
  /** What the console complains of, and every request for anything but the file. */
  readonly complaints: string[]
}

describe('the page of a report in a browser', function () {
  this.timeout(60_000)
  let browser: Browser | undefined
  before(async () => (browser = await launchBrowser()))
  after(() => browser?.close())

  async function open(lines = driftedLines(320), language: 'en-US' | 'de' = 'en-US', colorScheme: Scheme = 'light'): Promise<OpenReport> {
    assert.ok(browser)
    const store = new MemoryStore()
    const plan = await storedPlan(store, lines, 24_680)
    const say = language === 'de' ? german : english
    const ask = { store, plan, run: reportRun, say, language, now: madeAt + 3_600_000, format: 'html' as const, page: reportPage() }
    const { content } = await reportFile(ask)
    const path = join(runFolder(), `report-${language}-${colorScheme}-${lines.length}.html`)
    writeFileSync(path, content)
    const context = await browser.newContext({ colorScheme, locale: language, offline: true, viewport: { width: 1360, height: 1300 } })
    const page = await context.newPage()
    const complaints: string[] = []
    page.on('console', (message) => complaints.push(message.text()))
    page.on('pageerror', (error) => complaints.push(error.message))
    page.on('request', (request) => /^(file|data):/.test(request.url()) || complaints.push(`asked for ${request.url()}`))
    await page.goto(pathToFileURL(path).href)
    return { page, complaints }
  }

  /** How many different colours a chart shows, the empty ground not counted. */
  const coloursOf = (page: Page, chart: string): Promise<number> =>
    page.evaluate<number>(`(() => {
      const canvas = document.getElementById(${JSON.stringify(chart)})
      const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height)
      const seen = new Map()
      for (let at = 0; at < data.length; at += 4) if (data[at + 3] === 255) { const key = data.slice(at, at + 3).join(); seen.set(key, (seen.get(key) ?? 0) + 1) }
      return [...seen.values()].filter((count) => count > 200).length
    })()`)

  const texts = (page: Page, what: string): Promise<string[]> => page.locator(what).allTextContents()
  const picture = async (page: Page, name: string): Promise<void> => {
    const folder = process.env['SCREENSHOTS']
    if (folder === undefined) return
    mkdirSync(folder, { recursive: true })
    await page.screenshot({ path: join(folder, `${name}.png`) })
  }

  for (const scheme of ['light', 'dark'] as const) {
    it(`draws its charts and its rows without a network, ${scheme}`, async () => {
      const { page, complaints } = await open(undefined, scheme === 'dark' ? 'de' : 'en-US', scheme)
      assert.ok((await coloursOf(page, 'chart-outcome')) >= 4)
      assert.ok((await coloursOf(page, 'chart-location')) >= 4)
      assert.ok((await coloursOf(page, 'chart-cause')) >= 1)
      assert.equal(await page.locator('tr.line').count(), 100)
      const ground = await page.evaluate<string>('getComputedStyle(document.body).backgroundColor')
      assert.equal(ground, scheme === 'dark' ? 'rgb(20, 24, 22)' : 'rgb(244, 245, 242)')
      await picture(page, `report-${scheme}`)
      assert.deepEqual(complaints, [])
    })
  }

  it('shows the most urgent findings first, of these the largest differences, each with its likely cause and the evidence', async () => {
    const { page } = await open()
    const badges = await texts(page, 'tr.line .badge')
    const numbers = (await texts(page, 'tr.line .strong')).map((text) => Math.abs(Number(text.replace('−', '-').replace(',', ''))))
    assert.deepEqual([...new Set(badges)], ['Oversell risk', 'Suppressed', 'Differing'])
    for (const finding of new Set(badges)) {
      const own = numbers.filter((_, at) => badges[at] === finding)
      assert.deepEqual(
        own,
        own.toSorted((a, b) => b - a),
      )
    }
    assert.match((await texts(page, 'tr.line .reason')).join('\n'), /Direction conflict.*Somebody else/)
    await page.locator('summary').first().click()
    assert.match((await texts(page, 'details[open]')).join(), /Read from Shopify at: .* UTC.*Why this number:.*free \d+ at WH\d\/Stock/)
  })

  it('has a button at each hold of the shop where the site that serves it takes the answer: with a reason, and for an order by its name', async () => {
    assert.ok(browser)
    const level = {
      shop: 'harbour-outdoor.myshopify.com',
      inventoryItemId: 'gid://shopify/InventoryItem/1',
      locationId: 'gid://shopify/Location/1',
    }
    const at = '2026-11-20T01:00:00.000Z'
    const step = (code: string, text: string, values: Record<string, string | number>) => ({
      by: 'shopify-inventory-set',
      code,
      text,
      values,
    })
    const sum = [
      step('wanted', '40 may be sold', { quantity: 40 }),
      step('held-unnamed', '3 held for a sale', { held: 3, order: '', at, hold: 'guess', ...level }),
      step('held-order', '2 held for order #1001', { held: 2, order: '#1001', at, hold: 'fact', ...level }),
      step('held-unnamed', '1 held in the other shop', { held: 1, order: '', at, hold: 'other', ...level, shop: 'other.myshopify.com' }),
    ]
    const store = new MemoryStore()
    const plan = await storedPlan(store, [planLine(1, 1, 34, 30, { outcome: 'held', sum })])
    const ask = { store, plan, run: reportRun, say: english, language: 'en-US', now: madeAt, format: 'html' as const, page: reportPage() }
    const page = await browser.newPage({ viewport: { width: 390, height: 1200 } })
    const asked: unknown[] = []
    const complaints: string[] = []
    page.on('pageerror', (error) => complaints.push(error.message))
    await page.route('http://site.example/**', async (route) => {
      const { pathname } = new URL(route.request().url())
      if (pathname === '/red/report')
        return route.fulfill({ body: (await reportFile({ ...ask, endHoldAt: 'report/end-hold' })).content, contentType: 'text/html' })
      asked.push([pathname, route.request().method(), route.request().headers()['content-type'], route.request().postDataJSON()])
      return asked.length === 1 ? route.fulfill({ status: 404, body: 'No such hold' }) : route.fulfill({ json: { ended: 2 } })
    })
    await page.goto('http://site.example/red/report')
    await page.locator('summary').first().click()
    const buttons = page.getByRole('button', { name: 'End this hold …' })
    assert.equal(await buttons.count(), 2)
    const guess = page.locator('li', { hasText: '3 held since' })
    const fact = page.locator('li', { hasText: '#1001' })
    const sure = (item: Locator): Promise<void> => item.getByRole('button', { name: 'End it: the units are offered again' }).click()
    await guess.getByRole('button').click()
    await sure(guess)
    await guess.getByRole('textbox').fill('counted')
    await picture(page, 'report-end-hold-390')
    assert.ok((await page.evaluate<number>('document.documentElement.scrollWidth')) <= 390, 'a phone shows it without scrolling sideways')
    const cut = `[...document.querySelectorAll('.badge')].filter((one) => one.getBoundingClientRect().right > one.parentElement.getBoundingClientRect().right).length`
    assert.equal(await page.evaluate<number>(cut), 0, 'no finding is cut off')
    await sure(guess)
    await guess.getByText('The hold was not ended: No such hold').waitFor()
    await fact.getByRole('button').click()
    await fact.getByRole('textbox', { name: /Why/ }).fill('cancelled by phone')
    await fact.getByRole('textbox', { name: /order/ }).fill('#1002')
    await sure(fact)
    assert.equal(asked.length, 1, 'the order was another one')
    await fact.getByRole('textbox', { name: /order/ }).fill('#1001')
    await sure(fact)
    await fact.getByText('The hold is ended.').waitFor()
    await page.fill('#search', 'sku')
    await page.locator('summary').first().click()
    assert.equal(await buttons.count(), 1)
    const { shop: _, ...address } = level
    assert.deepEqual(asked, [
      ['/red/report/end-hold', 'POST', 'application/json', { action: 'end-hold', ...address, hold: 'guess', note: 'counted' }],
      [
        '/red/report/end-hold',
        'POST',
        'application/json',
        { action: 'end-hold', ...address, hold: 'fact', note: 'cancelled by phone', order: '#1001' },
      ],
    ])
    assert.deepEqual([await unlabelled(page, 'body'), complaints], [[], []])
    const { content } = await reportFile(ask)
    assert.doesNotMatch(content, /connect-src|"guess"/, 'a page that nobody serves only shows')
    await page.close()
  })

  it('filters by finding, location, cause and state, and by what is typed', async () => {
    const { page } = await open()
    const count = page.locator('#count')
    assert.equal(await count.textContent(), '320 of 320 lines')
    assert.deepEqual(await unlabelled(page, 'body'), [], 'a screen reader cannot name everything')
    await page.selectOption('#filter-outcome', 'oversell-risk')
    assert.deepEqual(new Set(await texts(page, 'tr.line .badge')), new Set(['Oversell risk']))
    await page.selectOption('#filter-location', 'Location 2')
    const both = await page.locator('tr.line').count()
    assert.ok(both > 0 && both < 100)
    assert.equal(await count.textContent(), `${both} of 320 lines`)
    await page.selectOption('#filter-outcome', '')
    await page.selectOption('#filter-location', '')
    await page.fill('#search', 'sku-17')
    assert.ok((await texts(page, 'tr.line td.name > b')).every((sku) => sku.startsWith('SKU-17')))
    await page.fill('#search', 'no such thing')
    assert.deepEqual(await texts(page, '#rows td'), ['No line fits.'])
  })

  it('sorts by a column and turns its pages', async () => {
    const { page } = await open()
    await page.click('th >> text=SKU')
    assert.equal((await texts(page, 'tr.line td.name > b'))[0], 'SKU-1')
    assert.equal(await page.locator('th').first().getAttribute('aria-sort'), 'ascending')
    for (let turn = 0; turn < 3; turn++) await page.click('#after')
    assert.equal(await page.locator('#page').textContent(), 'Page 4 of 4')
    assert.equal(await page.locator('tr.line').count(), 20)
    assert.equal(await page.locator('#after').isDisabled(), true)
  })

  it('prints every line on light ground, without its controls', async () => {
    const { page } = await open(undefined, 'en-US', 'dark')
    await page.emulateMedia({ media: 'print' })
    await page.evaluate('dispatchEvent(new Event("beforeprint"))')
    assert.equal(await page.locator('tr.line').count(), 320)
    assert.equal(await page.locator('#filters').isVisible(), false)
    assert.equal(await page.evaluate<string>('getComputedStyle(document.documentElement).getPropertyValue("--text").trim()'), '#1d2421')
    await picture(page, 'report-print')
    await page.evaluate('dispatchEvent(new Event("afterprint"))')
    assert.equal(await page.locator('tr.line').count(), 100)
  })

  it('says that nothing differs', async () => {
    const { page, complaints } = await open([])
    assert.equal(await page.locator('#nothing').isVisible(), true)
    assert.equal(await page.locator('#charts').isVisible(), false)
    assert.equal(await page.locator('.lead').textContent(), 'All 24,680 levels in Shopify show what Odoo can ship.')
    await picture(page, 'report-nothing')
    assert.deepEqual(complaints, [])
  })
})
