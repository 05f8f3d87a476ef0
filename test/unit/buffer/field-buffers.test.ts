import assert from 'node:assert/strict'
import { checkFieldName, fieldBuffers } from '../../../src/engine/lookups/field-buffers.ts'
import type { Odoo, OdooRow } from '../../../src/ports/odoo/odoo.ts'

/** Products whose field holds these values. */
function withField(values: Readonly<Record<number, unknown>>): { odoo: Pick<Odoo, 'searchRead'>; asked: number[][] } {
  const asked: number[][] = []
  return {
    asked,
    odoo: {
      async searchRead(model, [wanted], fields) {
        assert.deepEqual([model, fields], ['product.product', ['x_buffer']])
        const ids: unknown = Array.isArray(wanted) ? wanted[2] : []
        assert.ok(Array.isArray(ids))
        asked.push(ids.map(Number))
        return ids.map(Number).flatMap((id): OdooRow[] => (id in values ? [{ id, x_buffer: values[id] }] : []))
      },
    },
  }
}

describe('buffers that products state in Odoo', () => {
  it('are the numbers above zero; what is empty, zero, negative or unknown states none', async () => {
    const { odoo } = withField({ 1: 3, 2: 0, 3: false, 4: -2, 5: 1.5 })
    assert.deepEqual(
      await fieldBuffers(odoo, 'x_buffer', [5, 4, 3, 2, 1, 9]),
      new Map([
        [1, 3],
        [5, 1.5],
      ]),
    )
  })

  it('are asked for once per product, five hundred at a time, and not at all for nothing', async () => {
    const { odoo, asked } = withField({})
    await fieldBuffers(odoo, 'x_buffer', [])
    assert.equal(asked.length, 0)
    const ids = Array.from({ length: 501 }, (_, index) => index + 1)
    await fieldBuffers(odoo, 'x_buffer', [...ids, ...ids])
    assert.deepEqual(
      asked.map((page) => page.length),
      [500, 1],
    )
  })

  it('are refused when the field holds no numbers, or cannot be a field', async () => {
    const { odoo } = withField({ 1: 'many' })
    await assert.rejects(fieldBuffers(odoo, 'x_buffer', [1]), { code: 'BUFFER_RULE_INVALID' })
    for (const name of ['x buffer', 'X', '1x', 'x.y', '__proto__ '])
      assert.throws(() => checkFieldName(name), { code: 'BUFFER_RULE_INVALID' })
    checkFieldName('x_studio_buffer2')
  })
})
