import assert from 'node:assert/strict'
import type { Locator } from 'playwright-core'
import type { EditorPage } from './browser-editor.ts'

/** What a person does in the editor with the mouse and the keyboard. */
export interface EditorHands {
  /** Drags a node from the palette to a place of the workspace; resolves with its id. */
  drag(type: string, x: number, y: number): Promise<string>
  /** Draws a wire from an output, counted from 0, to the input of another node. */
  wire(from: string, output: number, to: string): Promise<void>
  /** Double-clicks a node and waits for its dialog. */
  open(id: string): Promise<Locator>
  /** In the open dialog: presses + beside a connection, fills in what is new, and adds it. */
  add(property: string, fields: Readonly<Record<string, string>>): Promise<void>
  /** In the open dialog: chooses a connection that is there already. */
  choose(property: string, name: string): Promise<void>
  /** Presses Deploy, also when the editor says that something is not complete yet. */
  deploy(): Promise<void>
}

export function editorHands({ page, exported }: EditorPage): EditorHands {
  const workspace = page.locator('#red-ui-workspace-chart')
  const tray = page.locator('.red-ui-tray').last()
  const node = (id: string): Locator => page.locator(`[id="${id}"]`)

  async function middleOf(locator: Locator): Promise<{ x: number; y: number }> {
    const box = await locator.boundingBox()
    assert.ok(box !== null)
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  }

  return {
    async drag(type, x, y) {
      const before = new Set((await exported()).map(({ id }) => id))
      await page.locator('#red-ui-palette-search input').fill(type)
      const entry = page.locator(`.red-ui-palette-node[data-palette-type="${type}"]`)
      await entry.dragTo(workspace, { targetPosition: { x, y } })
      await page.locator('#red-ui-palette-search input').fill('')
      const made = (await exported()).find(({ id }) => !before.has(id))
      assert.equal(made?.type, type)
      return made.id
    },
    async wire(from, output, to) {
      const start = await middleOf(node(from).locator('.red-ui-flow-port-output').nth(output))
      const end = await middleOf(node(to).locator('.red-ui-flow-port-input'))
      await page.mouse.move(start.x, start.y)
      await page.mouse.down()
      await page.mouse.move((start.x + end.x) / 2, (start.y + end.y) / 2, { steps: 4 })
      await page.mouse.move(end.x, end.y, { steps: 4 })
      await page.mouse.up()
      const wires = (await exported()).find(({ id }) => id === from)?.['wires']
      assert.ok(Array.isArray(wires) && Array.isArray(wires[output]) && wires[output].includes(to), `no wire from ${from} to ${to}`)
    },
    async open(id) {
      await node(id).locator('.red-ui-flow-node').dblclick()
      await tray.locator('.odoo-shopify, .red-ui-editor').first().waitFor()
      await still()
      return tray
    },
    async add(property, fields) {
      await tray.locator(`#node-input-btn-${property}-add`).click()
      await tray.locator('#node-config-dialog-ok').waitFor()
      await still()
      for (const [name, value] of Object.entries(fields)) await tray.locator(`#node-config-input-${name}`).fill(value)
      await tray.locator('#node-config-dialog-ok').click()
      await tray.locator('#node-dialog-ok').waitFor()
      await still()
    },
    async choose(property, name) {
      await tray.locator(`#node-input-${property}`).selectOption({ label: name })
    },
    async deploy() {
      await page.locator('#red-ui-header-button-deploy').click()
      const confirm = page.getByRole('button', { name: 'Confirm deploy' })
      const done = page.locator('#red-ui-header-button-deploy.disabled')
      await confirm.or(done).first().waitFor()
      if (await confirm.isVisible()) await confirm.click()
      await done.waitFor()
    },
  }

  /** Dialogs slide; what is clicked while they do may be missed. */
  async function still(): Promise<void> {
    await page.waitForFunction(`new Promise((answer) => {
      const left = () => document.querySelector('.red-ui-tray:last-child')?.getBoundingClientRect().left
      const before = left()
      requestAnimationFrame(() => requestAnimationFrame(() => answer(before === left())))
    })`)
  }
}
