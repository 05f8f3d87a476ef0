import assert from 'node:assert/strict'
import { shapeDifferences } from '../../support/same-shape.ts'
import type { JsonAnswer } from './json-cases.ts'
import type { RecordedFault, Recording } from './recording.ts'

/** Words of a text that do not depend on ids, names of things or line ends of a list. */
function recognisable(text: string): string {
  const lines = text
    .trim()
    .split('\n')
    .filter((line) => line.trim() !== '')
  const telling = text.startsWith('Traceback') ? lines.at(-1) : lines[0]
  return (telling ?? '')
    .replaceAll(/port \d+|\d+/g, 'N')
    .replaceAll(/\[SKU-N\] (Item|Test product) N/g, 'PRODUCT')
    .trim()
}

/** Same fault code, a text that a client recognises the same way, same HTTP status. */
export function assertSameFault(recorded: RecordedFault, actual: RecordedFault): void {
  assert.equal(actual.faultCode, recorded.faultCode, 'fault code')
  if (recorded.httpStatus !== undefined) assert.equal(actual.httpStatus, recorded.httpStatus, 'HTTP status')
  assert.equal(actual.code, recorded.code, 'code')
  assert.equal(recognisable(actual.faultString ?? actual.message ?? ''), recognisable(recorded.faultString ?? recorded.message ?? ''))
}

export function assertSameShape(recorded: unknown, actual: unknown): void {
  assert.deepEqual(shapeDifferences(recorded, actual), [])
}

/** Same HTTP status and type, and for an error the same name and recognisable message. */
export function assertSameJson(recorded: NonNullable<Recording['response']>, actual: JsonAnswer): void {
  assert.equal(actual.status, recorded.status, 'HTTP status')
  assert.equal(actual.type, recorded.headers['content-type'], 'content type')
  if (typeof recorded.body === 'string' && recorded.body !== 'null') {
    assert.equal(title(String(actual.body)), title(recorded.body), 'title of the page')
    return
  }
  const expected: unknown = recorded.body === 'null' ? null : recorded.body
  assertSameShape(expected, actual.body)
  if (recorded.status < 400) return
  const [wanted, found] = [errorOf(expected), errorOf(actual.body)]
  assert.equal(found.name, wanted.name, 'name of the error')
  assert.equal(recognisable(found.message), recognisable(wanted.message))
}

function title(page: string): string {
  return /<title>(.*?)<\/title>/i.exec(page)?.[1] ?? page
}

function errorOf(body: unknown): { name: string; message: string } {
  const { name, message }: { name?: unknown; message?: unknown } = Object(body)
  return { name: String(name), message: String(message) }
}
