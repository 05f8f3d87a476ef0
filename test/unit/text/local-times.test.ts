import assert from 'node:assert/strict'
import { localTimes } from '../../../nodes/editor/local-times.ts'

describe('Moments in a sentence of the server', () => {
  const said = (text: string): string => localTimes(text, (at) => `<${at.getTime()}>`)

  it('are shown by the clock of who reads the dialog', () => {
    assert.equal(said('2 held since 2026-11-30T03:19:18.045Z for a sale'), '2 held since <1796008758045> for a sale')
    assert.equal(said('from 2026-11-30T03:19:18Z to 2026-11-30T03:19:19.1Z'), 'from <1796008758000> to <1796008759100>')
  })

  it('are left as they are written when they are none', () => {
    for (const text of ['SKU 2026-11-30', 'order 2026-99-99T99:99:99Z', '2026-11-30T03:19:18 at the warehouse', ''])
      assert.equal(said(text), text)
  })
})
