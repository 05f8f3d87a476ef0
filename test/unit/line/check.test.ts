import assert from 'node:assert/strict'
import { SyncError } from '../../../src/base/error/sync-error.ts'
import { checkLines } from '../../../src/base/messages/check.ts'
import { english, german, inWords } from '../../support/english.ts'
import { picture, place, stockAt } from '../../support/pictures.ts'

const level = {
  kind: 'level',
  odoo: { database: 'shop@odoo.example.com', productId: 482, name: 'T-shirt' },
  shopify: { locationId: 'gid://shopify/Location/1', location: 'New Jersey' },
  asOf: 3,
  readAt: '2026-03-01T10:04:07.123+01:00',
  quantityName: 'available',
  free: 5,
  reserved: 0,
  quantity: 5,
  pool: 'shop@odoo.example.com:482:8',
  trace: [],
}

function refusal(work: () => unknown, say = english): { field: unknown; problem: unknown } {
  try {
    work()
  } catch (error) {
    assert.ok(error instanceof SyncError)
    assert.equal(error.code, 'MESSAGE_MALFORMED')
    return { field: error.values['field'], problem: inWords(error.values['problem'], say) }
  }
  return assert.fail('the line was accepted')
}

describe('checking lines', () => {
  it('accepts one line or an array of lines and gives back an array of the same objects', () => {
    const nj = place('NJ/Stock', 1, 8)
    const line = picture([nj], [stockAt(nj, 5)])
    assert.deepEqual(checkLines('picture', line), [line])
    assert.equal(checkLines('level', [level, level])[1], level)
    assert.deepEqual(checkLines('level', []), [])
  })

  it('keeps properties that it does not know', () => {
    const [line] = checkLines('level', { ...level, colour: 'red', shopify: { ...level.shopify, zone: 4 } })
    assert.equal(line?.['colour'], 'red')
    assert.equal(line?.shopify['zone'], 4)
  })

  it('names the field and the problem which are said in the language of who is told', () => {
    const wrong = [level, level, level, { ...level, shopify: { locationId: '77', location: 'New Jersey' } }]
    assert.deepEqual(
      refusal(() => checkLines('level', wrong)),
      {
        field: 'payload[3].shopify.locationId',
        problem: 'must match ^gid://shopify/Location/[0-9]+$',
      },
    )
    assert.deepEqual(
      refusal(() => checkLines('level', { ...level, quantity: '5' })),
      { field: 'payload.quantity', problem: 'must be of type number' },
    )
    assert.deepEqual(
      refusal(() => checkLines('level', { ...level, quantity: '5' }), german),
      { field: 'payload.quantity', problem: 'muss vom Typ number sein' },
    )
  })

  it('names a missing field', () => {
    const { odoo: _odoo, ...rest } = level
    assert.deepEqual(
      refusal(() => checkLines('level', [rest])),
      { field: 'payload[0].odoo', problem: 'is missing' },
    )
  })

  it('refuses a level without an inventory item where a linked level is needed', () => {
    assert.equal(refusal(() => checkLines('linked-level', level)).field, 'payload.shopify.inventoryItemId')
    const linked = { ...level, shopify: { ...level.shopify, inventoryItemId: 'gid://shopify/InventoryItem/9' } }
    assert.equal(checkLines('linked-level', linked).length, 1)
  })

  it('refuses what is no line at all', () => {
    for (const payload of ['text', 7, null, undefined, [null], [[level]]]) {
      assert.match(String(refusal(() => checkLines('level', payload)).field), /^payload(\[0\])?/, JSON.stringify(payload))
    }
    assert.deepEqual(
      refusal(() => checkLines('level', 'text')),
      { field: 'payload', problem: 'must be of type object' },
    )
  })

  it('refuses numbers that are none, and dates that are not in the calendar', () => {
    assert.equal(refusal(() => checkLines('level', { ...level, quantity: Number.NaN })).field, 'payload.quantity')
    assert.equal(refusal(() => checkLines('level', { ...level, free: Number.POSITIVE_INFINITY })).field, 'payload.free')
    for (const readAt of ['yesterday', '2026-02-31T10:00:00Z', '2026-03-01 10:00:00', '2026-03-01T10:00:00', '2026-13-01T10:00:00Z']) {
      assert.deepEqual(refusal(() => checkLines('level', { ...level, readAt })).field, 'payload.readAt', readAt)
    }
  })

  it('refuses keys that could change a prototype, at any depth', () => {
    const own: unknown = JSON.parse('{"__proto__":{"polluted":true}}')
    assert.equal(refusal(() => checkLines('level', [{ ...level, extra: { deep: [own] } }])).field, 'payload[0].extra.deep[0].__proto__')
    assert.equal(refusal(() => checkLines('level', { ...level, constructor: 1 })).field, 'payload.constructor')
    assert.equal(refusal(() => checkLines('level', { ...level, prototype: {} })).field, 'payload.prototype')
    assert.equal(Object.hasOwn(Object.prototype, 'polluted'), false)
  })

  it('ends on a line that contains itself', () => {
    const line: Record<string, unknown> = { ...level }
    line['self'] = line
    assert.match(String(refusal(() => checkLines('level', line)).problem), /not allowed/)
  })
})
