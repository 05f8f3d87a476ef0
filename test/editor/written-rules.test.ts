import assert from 'node:assert/strict'
import type { EditorPage } from '../support/browser-editor.ts'
import { dialogFlow, shopifyLocation } from '../support/browser-flow.ts'
import { editorSession } from '../support/browser-session.ts'
import type { FlowNode } from '../support/node-red.ts'

const locationId = shopifyLocation(71)
/** Rules of buffer nodes in a flow that was written by hand. */
const written = {
  domain: {
    default: { percent: 5 },
    perLocation: [{ locationId, buffer: { units: 3 } }],
    perProduct: [{ productId: 7, buffer: { salesDays: 2 } }],
  },
  texts: { default: { kind: 'fixed', value: '4' } },
  none: undefined,
  unlisted: { perProduct: { sku: 'A', kind: 'fixed', value: 1 } },
  misspelt: { perProducts: [] },
  odd: { default: 5, perProduct: ['A', { sku: 'B', kind: 'half' }, { sku: 'C', kind: 'fixed', value: 2 }] },
  noted: { perProduct: [{ sku: 'A', kind: 'fixed', value: 1, note: 'sells fast' }] },
  placed: { perProduct: [{ sku: 'A', kind: 'fixed', value: 1, locationId }] },
  amountless: { perProduct: [{ sku: 'A', kind: 'fixed' }] },
  list: [],
} as const

const [model] = dialogFlow.filter(({ id }) => id === 'buffer')
const flow: FlowNode[] = [
  ...dialogFlow.filter(({ id }) => id !== 'buffer'),
  ...Object.entries(written).map(([id, rules]) => ({ ...model, id, type: 'buffer', rules, wires: [[]] })),
]

describe('rules of a buffer that were written by hand', function () {
  this.timeout(90_000)
  const session = editorSession(flow)
  let editor: EditorPage

  before(async () => {
    editor = await session.open()
  })
  const kept = async (id: string): Promise<unknown> => (await editor.exported()).find((node) => node.id === id)?.['rules']

  it('are shown and kept in the words of the dialog when they are the same in other words', async () => {
    const dialog = await editor.open('domain')
    await dialog.getByText('at 100 in Odoo this sells 95').waitFor()
    await dialog.getByText('at 100 in Odoo this sells 97').waitFor()
    assert.deepEqual(await editor.complaintsAbout('domain'), [])
    await dialog.locator('#buffer-default').getByRole('textbox').fill('6')
    await editor.save()
    assert.deepEqual(await kept('domain'), {
      default: { kind: 'percent', value: 6 },
      perLocation: [{ locationId, location: '', kind: 'fixed', value: 3 }],
      perProduct: [{ productId: 7, kind: 'sales', value: 2 }],
      perProductAtLocation: [],
    })
    assert.deepEqual([await editor.complaintsAbout('texts'), await editor.complaintsAbout('none')], [[], []])
  })

  for (const [id, words] of [
    ['unlisted', /this dialog cannot show them/],
    ['misspelt', /this dialog cannot show them/],
    ['odd', /this dialog cannot show them/],
    ['noted', /this dialog cannot show them/],
    ['placed', /this dialog cannot show them/],
    ['list', /this dialog cannot show them/],
    ['amountless', /must be a number/],
  ] as const) {
    it(`are complained about when the node refuses them, and the dialog opens all the same: ${id}`, async () => {
      assert.match((await editor.complaintsAbout(id)).join(), words)
      const dialog = await editor.open(id)
      await dialog.getByText('at 100 in Odoo this sells 100').first().waitFor()
      await editor.cancel()
    })
  }

  it('are gone with Done where the dialog could not show them, and the others stay', async () => {
    const dialog = await editor.open('odd')
    await dialog.locator('#buffer-per-product').getByRole('textbox', { name: 'Amount' }).fill('9')
    await editor.save()
    assert.deepEqual(await kept('odd'), {
      default: { kind: 'none', value: 0 },
      perLocation: [],
      perProduct: [{ sku: 'C', kind: 'fixed', value: 9 }],
      perProductAtLocation: [],
    })
    assert.deepEqual(await editor.complaintsAbout('odd'), [])
    assert.deepEqual(editor.complaints, [])
  })
})
