import assert from 'node:assert/strict'
import { bufferRuleSchemas } from '../../../src/rules/buffer/read-rules.ts'
import { directionPolicySchema } from '../../../src/rules/direction/direction-policy.ts'
import { SyncError } from '../../../src/base/error/sync-error.ts'
import { jobCommandSchema } from '../../../src/rules/jobs/job-command.ts'
import { appliedSchema } from '../../../src/base/messages/applied.ts'
import { askedReadingSchema } from '../../../src/base/messages/asked-reading.ts'
import { checkLines } from '../../../src/base/messages/check.ts'
import { failedSchema } from '../../../src/base/messages/failed.ts'
import { linkedLevelSchema } from '../../../src/base/messages/linked-level.ts'
import { pictureSchema } from '../../../src/base/messages/picture.ts'
import { readRequestSchema } from '../../../src/base/messages/read-request.ts'
import { reportSchema } from '../../../src/base/messages/report.ts'
import { linkCommandSchema } from '../../../src/rules/link/link-command.ts'
import { locationMapSchema, namedRowSchema } from '../../../src/rules/map/location-map.ts'
import { reconcileCommandSchema } from '../../../src/engine/reconcile/command.ts'
import { linkedLine } from '../../support/levels.ts'

const schemas: Readonly<Record<string, object>> = {
  pictureSchema,
  linkedLevelSchema,
  appliedSchema,
  failedSchema,
  reportSchema,
  readRequestSchema,
  askedReadingSchema,
  reconcileCommandSchema,
  jobCommandSchema,
  linkCommandSchema,
  locationMapSchema,
  namedRowSchema,
  directionPolicySchema,
  bufferRuleSchemas,
}

/** Where in a schema an integer may grow beyond what every part keeps exactly. */
function unbounded(node: unknown, path: string): string[] {
  if (typeof node !== 'object' || node === null) return []
  const [type, minimum, maximum]: unknown[] = ['type', 'minimum', 'maximum'].map(
    (name) => Object.entries(node).find(([key]) => key === name)?.[1],
  )
  const isInteger = type === 'integer' || (Array.isArray(type) && type.includes('integer'))
  const open = isInteger && !(Number.isSafeInteger(minimum) && Number.isSafeInteger(maximum))
  return [...(open ? [path] : []), ...Object.entries(node).flatMap(([name, part]) => unbounded(part, `${path}/${name}`))]
}

describe('integers of messages and settings', () => {
  for (const [name, schema] of Object.entries(schemas)) {
    it(`have bounds that JSON and the store keep exactly: ${name}`, () => {
      assert.deepEqual(unbounded(schema, name), [])
    })
  }

  it('beyond their bounds are refused, and the field is named', () => {
    for (const asOf of [1e308, 2 ** 53, -1]) {
      assert.throws(
        () => checkLines('linked-level', linkedLine(1, 1, 5, { asOf })),
        (error) => error instanceof SyncError && error.code === 'MESSAGE_MALFORMED' && error.values['field'] === 'payload.asOf',
      )
    }
  })
})
