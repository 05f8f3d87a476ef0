import assert from 'node:assert/strict'
import { SyncError } from '../../../src/base/error/sync-error.ts'
import { checkLines, type LineKind } from '../../../src/base/messages/check.ts'
import { german, inWords } from '../../support/english.ts'
import { linkedLine } from '../../support/levels.ts'
import { picture } from '../../support/pictures.ts'

const linked = linkedLine(7001, 12345, 31)
const { inventoryItemId: _, ...unlinked } = linked.shopify
const level = { ...linked, shopify: unlinked }

function problem(kind: LineKind, line: object, say?: typeof german, field = 'payload[0]'): string {
  try {
    checkLines(kind, [line])
  } catch (error) {
    assert.ok(error instanceof SyncError && error.code === 'MESSAGE_MALFORMED')
    assert.equal(error.values['field'], field)
    return String(inWords(error.values['problem'], say))
  }
  throw new assert.AssertionError({ message: 'the line was taken' })
}

describe('a line that comes to a node out of order', () => {
  it('is told which node goes between', () => {
    assert.match(problem('level', picture([], [])), /kind picture.*put location-map between/)
    assert.match(problem('linked-level', picture([], [])), /put location-map, product-link between/)
    assert.match(problem('linked-level', level, undefined, 'payload[0].shopify.inventoryItemId'), /is missing: put product-link between/)
    assert.match(problem('level', picture([], []), german), /setzen Sie location-map dazwischen/)
  })

  it('is told what the node takes when nothing can go between', () => {
    assert.match(problem('picture', level), /kind level.*takes picture/)
    assert.match(problem('level', { kind: 'failed' }), /kind failed.*takes level/)
  })

  it('is told the field when its order is not the trouble', () => {
    const broken = { ...linked, quantity: 'many' }
    assert.throws(
      () => checkLines('linked-level', [broken]),
      (error) => error instanceof SyncError && error.values['field'] === 'payload[0].quantity',
    )
  })
})
