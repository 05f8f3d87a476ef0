import assert from 'node:assert/strict'
import buffer from '../../nodes/buffer/buffer.ts'
import { SyncError } from '../../src/base/error/sync-error.ts'
import { keptRules } from '../support/buffer-rules.ts'
import { LinkWorld } from '../support/link/link-world.ts'
import { worldNodes } from '../support/link/world-nodes.ts'
import { withNodeRed } from '../support/node-helper.ts'

describe('the products of a file in the dialog of buffer', () => {
  let world: LinkWorld
  const start = withNodeRed(
    worldNodes(() => world),
    buffer,
  )
  beforeEach(() => {
    world = new LinkWorld()
    world.odoo.put(1, { default_code: '0017' })
    world.odoo.put(2, { default_code: 'A' })
  })
  async function nowhere(file: string, others = [{ id: 'an-odoo', type: 'world-odoo' }]): Promise<unknown> {
    const flow = await start({ type: 'buffer', others })
    const body = { rules: keptRules(), format: 'csv', file }
    const response = await flow.admin('POST', 'buffer/import', { permissions: ['buffer.write'], body })
    assert.equal(response.status, 200)
    return Object(await response.json()).nowhere
  }

  it('are told when Odoo does not have them, as those whose zeros a spreadsheet has cut off', async () => {
    assert.deepEqual(await nowhere('sku,odooProductId,amount\r\n17,,1\nA,,2\r\n,2,3\n,99,4'), { count: 2, names: ['17', '#99'] })
  })

  it('are not told when it has them all, archived ones too, and however a spreadsheet writes them', async () => {
    world.odoo.put(3, { default_code: 'OLD', active: false })
    assert.equal(await nowhere('sku,amount\n="0017",1\nA,2\nOLD,3\n'), undefined)
    assert.equal(await nowhere("sku,amount\n'0017,1\n"), undefined)
  })

  it('are counted, and the first named, when there are very many', async () => {
    const answer = await nowhere(`sku,amount\n${Array.from({ length: 3000 }, (_, n) => `X-${n},1`).join('\n')}`)
    assert.partialDeepStrictEqual(answer, { count: 3000 })
    assert.equal(Object(answer).names.length, 20)
  })

  it('are unknown when Odoo cannot be asked, and the file is shown all the same', async () => {
    world.odoo.searchRead = () => Promise.reject(new SyncError('ODOO_UNREACHABLE', { url: 'http://odoo', detail: 'cut' }))
    assert.equal(await nowhere('sku,amount\n17,1\n'), 'unknown')
  })

  it('are not asked about without an Odoo connection', async () => {
    assert.equal(await nowhere('sku,amount\n17,1\n', []), undefined)
  })
})
