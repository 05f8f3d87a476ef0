import assert from 'node:assert/strict'
import type { EditorPage } from '../support/browser-editor.ts'
import { dialogFlow, dialogs } from '../support/browser-flow.ts'
import { editorSession } from '../support/browser-session.ts'

const types = dialogs.map((node) => node.type)

describe('palette', function () {
  this.timeout(90_000)
  const session = editorSession(dialogFlow)
  let editor: EditorPage

  before(async () => {
    editor = await session.open()
  })

  it('shows the nodes under their own heading, in the order in which they are wired', async () => {
    const shown: string[] = await editor.page.evaluate(
      `[...document.querySelectorAll('.red-ui-palette-category')].filter((category) => category.innerText.includes('Odoo ⇄ Shopify')).flatMap((category) => [...category.querySelectorAll('.red-ui-palette-node')].map((node) => node.dataset.paletteType))`,
    )
    assert.deepEqual(shown, types)
  })

  it('has an icon for every node', async () => {
    // Node-RED shows every config node as a cog.
    for (const { type } of dialogs) {
      const icon: string = await editor.page.evaluate(`RED.utils.getNodeIcon(RED.nodes.getType(${JSON.stringify(type)}))`)
      assert.match(icon, new RegExp(`/${type}\\.svg$`))
    }
  })

  for (const [index, type] of types.entries()) {
    it(`gives a new ${type} that opens and closes without a complaint`, async () => {
      const before = new Set((await editor.exported()).map((node) => node.id))
      await editor.page.locator('#red-ui-palette-search input').fill(type)
      const entry = editor.page.locator(`.red-ui-palette-node[data-palette-type="${type}"]`)
      await entry.dragTo(editor.page.locator('#red-ui-workspace-chart'), { targetPosition: { x: 600, y: 100 + 60 * index } })
      const made = (await editor.exported()).find((node) => !before.has(node.id))
      assert.equal(made?.type, type)
      await editor.open(made.id)
      await editor.save()
      const saved = (await editor.exported()).find((node) => node.id === made.id)
      assert.deepEqual(Object.keys(saved ?? {}).toSorted(), Object.keys(made).toSorted())
      assert.deepEqual(editor.complaints, [])
    })
  }
})
