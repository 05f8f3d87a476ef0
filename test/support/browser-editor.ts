import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'

export type Language = 'en-US' | 'de' | 'es-ES' | 'fr' | 'ja'
export type Scheme = 'light' | 'dark'

/** A node as the editor would deploy it. */
export interface ExportedNode {
  readonly id: string
  readonly type: string
  readonly [property: string]: unknown
}

/** Node-RED's editor in a browser, in one language and colour scheme. Whatever the page complains about is kept. */
export interface EditorPage {
  readonly page: Page
  /** Errors and warnings of the page since it was opened, e.g. from the console. */
  readonly complaints: readonly string[]
  /** Opens the dialog of a node of the flow, or of a config node, and waits until it is complete. */
  open(id: string): Promise<Locator>
  /** Presses Done (Update for config nodes) and waits until the dialog is gone. */
  save(): Promise<void>
  cancel(): Promise<void>
  /** Every node of the workspace as a deploy would send it, without credentials. */
  exported(): Promise<ExportedNode[]>
  /** Whether the editor shows the node as complete; the complaint when it does not. */
  complaintsAbout(id: string): Promise<string[]>
  /** Saves a picture of the dialog in the folder that SCREENSHOTS names; does nothing without it. */
  picture(name: string): Promise<void>
  close(): Promise<void>
}

/** Node-RED shows its first tip a second after the settings have come, also when the side bar is not drawn by then. */
const tipBeforeSidebar = /^uncaught: Cannot read properties of undefined \(reading 'html'\) .*\/red\/red\.min\.js/

/**
 * Node-RED's own debug sidebar trips over a message that arrives before the editor has loaded its flow, because it looks
 * the node's tab up by id. It says so in the console and goes on; a node that fails at once makes it happen now and then.
 */
const debugBeforeFlow = /RED\.comms\.subscribe|handleDebugMessage/

/**
 * The browser's own line about what product-link and shopify-inventory-set ask for as their dialogs open: refused for a node that is
 * not deployed, or when Odoo does not answer. The dialog tells the reason in words. Every other refusal is a complaint.
 */
const refusedReport = {
  says: /the server responded with a status of (400|502)/,
  from: /\/odoo-shopify\/(product-link\/[^/]+\/report|shopify-inventory-set\/[^/]+\/state)$/,
}

/** Node-RED only logs what a dialog throws as it opens, closes or is saved, and shows it half empty. */
const dialogFailed = /^onedit(prepare|save|cancel|delete|resize)\b/

/** In the page: true once the dialog has slid in and stands still for two frames. */
const dialogAtRest = `new Promise((answer) => {
  const left = () => document.querySelector('.red-ui-tray:last-child')?.getBoundingClientRect().left
  requestAnimationFrame(() => { const before = left(); requestAnimationFrame(() => requestAnimationFrame(() => answer(before !== undefined && before === left() && before < innerWidth - 200))) })
})`

/** Opens the editor and waits until its flow is drawn. */
export async function openEditor(
  browser: Browser,
  url: string,
  language: Language = 'en-US',
  scheme: Scheme = 'light',
): Promise<EditorPage> {
  const context: BrowserContext = await browser.newContext({
    locale: language,
    colorScheme: scheme,
    serviceWorkers: 'block',
    viewport: { width: 1440, height: 1100 },
  })
  // Node-RED 5 starts light whatever the system prefers; people choose in the settings, which are kept here.
  await context.addInitScript(`localStorage.setItem('view-dark-theme', '${scheme}')`)
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => {
    const complains = message.type() === 'error' || message.type() === 'warning' || dialogFailed.test(message.text())
    const refused = refusedReport.says.test(message.text()) && refusedReport.from.test(message.location().url)
    if (complains && !refused && !debugBeforeFlow.test(message.text())) complaints.push(`${message.type()}: ${message.text()}`)
  })
  page.on('pageerror', (error) => {
    const told = `uncaught: ${error.message}${error.stack?.split('\n')[1] ?? ''}`
    if (!tipBeforeSidebar.test(told)) complaints.push(told)
  })
  await page.goto(url)
  await page.locator('.red-ui-flow-node').first().waitFor()
  const tray = page.locator('.red-ui-tray').last()

  return {
    page,
    complaints,
    async open(id) {
      await page.evaluate(
        `(() => { const node = RED.nodes.node(${JSON.stringify(id)}); node._def.category === 'config' ? RED.editor.editConfig('', node.type, node.id) : RED.editor.edit(node) })()`,
      )
      await tray.locator('.odoo-shopify').waitFor()
      await page.waitForFunction(dialogAtRest)
      return tray
    },
    async save() {
      await tray.locator('#node-dialog-ok, #node-config-dialog-ok').click()
      await tray.waitFor({ state: 'detached' })
    },
    async cancel() {
      await tray.locator('#node-dialog-cancel, #node-config-dialog-cancel').click()
      await tray.waitFor({ state: 'detached' })
    },
    exported: () => page.evaluate<ExportedNode[]>('JSON.parse(JSON.stringify(RED.nodes.createCompleteNodeSet({ credentials: false })))'),
    complaintsAbout: (id) =>
      page.evaluate<string[]>(
        `(() => { const node = RED.nodes.node(${JSON.stringify(id)}); RED.editor.validateNode(node); return node.valid ? [] : (node.validationErrors ?? ['invalid']) })()`,
      ),
    async picture(name) {
      const folder = process.env['SCREENSHOTS']
      if (folder === undefined || folder === '') return
      mkdirSync(folder, { recursive: true })
      await tray.screenshot({ path: join(folder, `${name}-${language}-${scheme}.png`), animations: 'disabled' })
    },
    close: () => context.close(),
  }
}
