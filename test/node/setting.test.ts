import assert from 'node:assert/strict'
import { numberSetting, requiredSetting, textSetting } from '../../nodes/kit/setting.ts'
import { linkSettings } from '../../nodes/product-link/link-settings.ts'

describe('a setting', () => {
  const missing = { code: 'CONFIG_MISSING', values: { setting: 'field', node: 'type' } }

  it('is empty when it is an environment variable that is not set', () => {
    assert.deepEqual(['${NOBODY_SET_THIS}', ' ${NOBODY_SET_THIS} ', '', undefined, null, {}].map(textSetting), ['', '', '', '', '', ''])
    assert.deepEqual([' text ', 7, 'a${b}c'].map(textSetting), ['text', '7', 'a${b}c'])
  })

  it('that is required names its field', () => {
    assert.throws(() => requiredSetting('${NOBODY_SET_THIS}', 'type', 'field'), missing)
    assert.equal(requiredSetting(' x ', 'type', 'field'), 'x')
  })

  it('that is a number keeps to its bounds, and is its fallback when empty', () => {
    const read = (value: unknown) => numberSetting(value, 'type', 'field', 5, 1, 10)
    assert.deepEqual(['', undefined, '${NOBODY_SET_THIS}', '1', 10].map(read), [5, 5, 5, 1, 10])
    for (const value of ['0', 11, 'many', 'NaN', 'Infinity', '1 000'])
      assert.throws(() => read(value), { code: 'CONFIG_INVALID', values: { setting: 'field', node: 'type', allowed: '1 – 10' } })
  })

  it('that is a rule is missing only when it is empty; out of its bounds it cannot be used', () => {
    const read = (leaveOut: string) => linkSettings({ unsold: 'rule', leaveOut }).unsold.leaveOut
    assert.deepEqual(read('RAW-*, X'), ['RAW-*', 'X'])
    assert.throws(() => read(' '), { code: 'CONFIG_MISSING', values: { setting: 'leaveOut', node: 'product-link' } })
    const invalid = {
      code: 'CONFIG_INVALID',
      values: { setting: 'leaveOut', node: 'product-link', allowed: 'RAW-*, *-SAMPLE (≤ 5000)' },
    }
    for (const rule of [' , ;', 'A'.repeat(5001)]) assert.throws(() => read(rule), invalid)
    assert.equal(linkSettings({ unsold: 'count', leaveOut: 'A'.repeat(5001) }).unsold.choice, 'count')
  })
})
