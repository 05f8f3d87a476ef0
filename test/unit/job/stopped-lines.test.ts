import assert from 'node:assert/strict'
import { odooOwnsStock } from '../../../src/rules/direction/direction-policy.ts'
import { gate, readyPolicy, stoppedStep } from '../../../src/rules/direction/gate.ts'
import { causeOf } from '../../../src/rules/jobs/job-of.ts'
import { failureIn } from '../../../src/base/error/describe.ts'
import { failuresIn } from '../../../src/rules/jobs/stopped-lines.ts'
import { checkLines } from '../../../src/base/messages/check.ts'
import type { LevelLine } from '../../../src/base/messages/level.ts'
import type { PictureLine } from '../../../src/base/messages/picture.ts'
import { english } from '../../support/english.ts'
import { levelLine } from '../../support/levels.ts'
import { picture } from '../../support/pictures.ts'

const at = '2026-03-01T10:05:00.000Z'
const policy = readyPolicy({ ...odooOwnsStock, exceptions: [] })
const stopped = <Line extends PictureLine | LevelLine>(line: Line): Line => ({
  ...line,
  trace: [...line.trace, stoppedStep(gate(line, 'shopify_to_odoo', policy))],
})

describe('lines that direction-gate stopped', () => {
  it('become failures in the words of operations, pictures and levels alike', () => {
    const failures = failuresIn([stopped(levelLine(482, 3, 5)), stopped(picture([], []))], at).map((line) => failureIn(english, line))
    checkLines('failed', failures)
    assert.partialDeepStrictEqual(failures, [
      {
        code: 'DIRECTION_STOPPED',
        class: 'direction-conflict',
        retry: 'never',
        at,
        subject: { sku: 'SKU-482', odooProductId: 482, shopifyLocation: 'Location 3' },
        line: { kind: 'level', quantity: 5 },
      },
      { code: 'DIRECTION_STOPPED', line: { kind: 'picture' } },
    ])
    assert.match(failures[0]?.text ?? '', /inventory_quantity .*Shopify → Odoo|inventory_quantity .*Shopify to Odoo/)
  })

  it('are one cause for one product, however often it changes', () => {
    const causes = [1, 2].map((quantity) => failuresIn(stopped(levelLine(482, 3, quantity)), at).map(causeOf))
    assert.deepEqual(causes[0], causes[1])
  })

  it('may come along with failed lines', () => {
    const [failed] = failuresIn(stopped(levelLine(1, 1, 1)), at).map((line) => failureIn(english, line))
    assert.ok(failed)
    assert.equal(failuresIn([failed, stopped(levelLine(2, 1, 1))], at).length, 2)
  })

  it('are refused when they are broken, and so is a line that was not stopped', () => {
    for (const line of [levelLine(1, 1, 1), { ...stopped(levelLine(1, 1, 1)), asOf: 'now' }]) {
      assert.throws(() => failuresIn([line], at), { code: 'MESSAGE_MALFORMED' })
    }
  })
})
