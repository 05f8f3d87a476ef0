import type { Browser } from 'playwright-core'
import { launchBrowser } from './browser.ts'
import { openEditor, type EditorPage, type Language, type Scheme } from './browser-editor.ts'
import { startNodeRed, type FlowNode, type NodeRed } from './node-red.ts'

/** Simulated systems for a flow that is to run; a `Demo` is one. */
interface Systems {
  readonly environment: Readonly<Record<string, string>>
  close(): Promise<void>
}

/** A real Node-RED and a browser for the tests of one file; to be called inside `describe`. */
export interface EditorSession {
  readonly nodeRed: () => NodeRed
  /** A fresh editor; closed when the tests of the file are over. */
  open(language?: Language, scheme?: Scheme): Promise<EditorPage>
}

/** Nothing answers here: connections fail at once, and no packet leaves the machine. */
const environment = {
  ODOO_URL: 'http://127.0.0.1:9',
  ODOO_DB: 'shop',
  ODOO_USERNAME: 'sync@example.com',
  ODOO_API_KEY: 'key-that-must-not-be-seen',
  SHOPIFY_CLIENT_ID: 'client',
  SHOPIFY_CLIENT_SECRET: 'secret-that-must-not-be-seen',
}

/** Without `start` the connections of the flow find nobody. */
export function editorSession(flows: readonly FlowNode[], start?: () => Promise<Systems>): EditorSession {
  let systems: Systems | undefined
  let running: NodeRed | undefined
  let browser: Browser | undefined
  const pages: EditorPage[] = []

  before(async function () {
    this.timeout(90_000)
    systems = await start?.()
    const started = await Promise.allSettled([startNodeRed({ flows, env: systems?.environment ?? environment }), launchBrowser()])
    if (started[0].status === 'fulfilled') running = started[0].value
    if (started[1].status === 'fulfilled') browser = started[1].value
    for (const one of started) if (one.status === 'rejected') throw one.reason
  })
  after(async () => {
    for (const page of pages) await page.close()
    await browser?.close()
    await running?.stop()
    await systems?.close()
  })

  return {
    nodeRed() {
      if (running === undefined) throw new Error('Node-RED is not running')
      return running
    },
    async open(language, scheme) {
      if (browser === undefined || running === undefined) throw new Error('there is no browser')
      const page = await openEditor(browser, running.url, language, scheme)
      pages.push(page)
      return page
    },
  }
}
