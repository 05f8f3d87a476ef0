import assert from 'node:assert/strict'
import { graphQLFault } from '../../../src/adapters/shopify/graphql-fault.ts'
import { readCost, readFaults, readRetryAfter } from '../../../src/adapters/shopify/read-answer.ts'
import { statusFault } from '../../../src/adapters/shopify/status-fault.ts'

const statuses: readonly (readonly [number, string, 'maybe' | 'no'])[] = [
  [204, 'SHOPIFY_ANSWER_INVALID', 'maybe'],
  [301, 'SHOPIFY_SHOP_UNAVAILABLE', 'no'],
  [307, 'SHOPIFY_SHOP_UNAVAILABLE', 'no'],
  [400, 'SHOPIFY_QUERY_INVALID', 'no'],
  [401, 'SHOPIFY_TOKEN_REFUSED', 'no'],
  [402, 'SHOPIFY_SHOP_UNAVAILABLE', 'no'],
  [403, 'SHOPIFY_REFUSED', 'no'],
  [404, 'SHOPIFY_SHOP_UNAVAILABLE', 'no'],
  [408, 'SHOPIFY_TIMEOUT', 'maybe'],
  [413, 'SHOPIFY_QUERY_INVALID', 'no'],
  [418, 'SHOPIFY_REFUSED', 'no'],
  [423, 'SHOPIFY_SHOP_UNAVAILABLE', 'no'],
  [430, 'SHOPIFY_REFUSED', 'no'],
  [500, 'SHOPIFY_BUSY', 'maybe'],
  [502, 'SHOPIFY_BUSY', 'maybe'],
  [503, 'SHOPIFY_BUSY', 'maybe'],
  [504, 'SHOPIFY_TIMEOUT', 'maybe'],
  [520, 'SHOPIFY_BUSY', 'maybe'],
]

const codes: readonly (readonly [string | null, string, 'maybe' | 'no'])[] = [
  ['ACCESS_DENIED', 'SHOPIFY_SCOPE_MISSING', 'no'],
  ['BAD_REQUEST', 'SHOPIFY_QUERY_INVALID', 'no'],
  ['INVALID_FIELD_ARGUMENTS', 'SHOPIFY_QUERY_INVALID', 'no'],
  ['INVALID_VARIABLE', 'SHOPIFY_QUERY_INVALID', 'no'],
  ['MAX_COST_EXCEEDED', 'SHOPIFY_QUERY_INVALID', 'no'],
  ['MAX_INPUT_SIZE_EXCEEDED', 'SHOPIFY_QUERY_INVALID', 'no'],
  ['RESOURCE_NOT_FOUND', 'SHOPIFY_QUERY_INVALID', 'no'],
  ['SHOP_INACTIVE', 'SHOPIFY_SHOP_UNAVAILABLE', 'no'],
  ['INTERNAL_SERVER_ERROR', 'SHOPIFY_BUSY', 'maybe'],
  ['SERVICE_UNAVAILABLE', 'SHOPIFY_BUSY', 'maybe'],
  ['TIMEOUT', 'SHOPIFY_TIMEOUT', 'maybe'],
  ['constructor', 'SHOPIFY_ANSWER_INVALID', 'maybe'],
  [null, 'SHOPIFY_ANSWER_INVALID', 'maybe'],
]

const plain = { message: 'm', code: null, located: false, path: [], requiredAccess: '' }

describe('an HTTP status', () => {
  for (const [status, code, carriedOut] of statuses) {
    it(`${status} is ${code}, carried out: ${carriedOut}`, () => {
      const fault = statusFault(status, 'words of the body')
      assert.deepEqual([fault.code, fault.carriedOut], [code, carriedOut])
      assert.deepEqual(fault.values, { status, detail: 'words of the body' })
    })
  }

  it('403 names the scope when the body does', () => {
    const fault = statusFault(403, '[API] This action requires merchant approval for write_inventory scope.')
    assert.deepEqual([fault.code, fault.values['scope']], ['SHOPIFY_SCOPE_MISSING', 'write_inventory'])
  })

  it('says in Shopify’s words why a login is refused, with the code of its own cure', () => {
    const endless = 'Non-expiring access tokens are no longer accepted for the Admin API.'
    for (const status of [401, 403]) assert.equal(statusFault(status, endless).code, 'SHOPIFY_TOKEN_ENDLESS')
    assert.equal(statusFault(400, 'shop_not_permitted: no').code, 'SHOPIFY_SHOP_NOT_PERMITTED')
    assert.equal(statusFault(503, endless).code, 'SHOPIFY_BUSY')
  })

  it('is told when the body says nothing', () => {
    assert.equal(statusFault(502, '').values['detail'], 'HTTP 502')
  })
})

describe('an error in the answer', () => {
  for (const [given, code, carriedOut] of codes) {
    it(`${given} is ${code}, carried out: ${carriedOut}`, () => {
      const fault = graphQLFault({ ...plain, code: given }, true)
      assert.deepEqual([fault.code, fault.carriedOut], [code, carriedOut])
    })
  }

  it('without a known code, but pointing into the document, was not carried out when there is no data', () => {
    assert.equal(graphQLFault({ ...plain, located: true }, true).code, 'SHOPIFY_QUERY_INVALID')
    assert.equal(graphQLFault({ ...plain, located: true }, false).carriedOut, 'maybe')
  })

  it('names the scope and the field that were denied', () => {
    const denied = { ...plain, code: 'ACCESS_DENIED', message: 'Access denied for locations field.', path: ['locations'] }
    const required = '`read_locations` access scope or `read_markets_home` access scope.'
    assert.deepEqual(graphQLFault({ ...denied, requiredAccess: required }, true).values, {
      detail: 'ACCESS_DENIED: Access denied for locations field.',
      field: 'locations',
      scope: 'read_locations, read_markets_home',
    })
    assert.equal(graphQLFault(denied, true).values['scope'], 'locations')
  })
})

describe('reading an answer', () => {
  it('takes errors as a list, as a text and as an object', () => {
    const [one] = readFaults([{ message: 'm', extensions: { code: 'C' }, locations: [], path: ['a', 0] }])
    assert.deepEqual(one, { message: 'm', code: 'C', located: true, path: ['a', '0'], requiredAccess: '' })
    assert.deepEqual(
      readFaults('[API] Invalid').map(({ message }) => message),
      ['[API] Invalid'],
    )
    assert.deepEqual(
      readFaults({ query: 'missing' }).map(({ message }) => message),
      ['{"query":"missing"}'],
    )
    assert.deepEqual(
      readFaults(['x', 7, null]).map(({ message }) => message),
      ['x', '7', 'null'],
    )
    assert.deepEqual([readFaults(undefined), readFaults(null)], [[], []])
  })

  it('takes figures only when all of them make sense', () => {
    const throttleStatus = { maximumAvailable: 2000, currentlyAvailable: 1990, restoreRate: 100 }
    const cost = { requestedQueryCost: 10, actualQueryCost: 8, throttleStatus }
    assert.deepEqual(readCost({ cost }), { requested: 10, actual: 8, status: throttleStatus })
    assert.deepEqual(readCost({ cost: { ...cost, actualQueryCost: null } })?.actual, null)
    assert.equal(readCost({ cost: { ...cost, requestedQueryCost: 'x' } }), null)
    for (const wrong of [{ restoreRate: 0 }, { maximumAvailable: 0 }, { restoreRate: -1 }, { currentlyAvailable: null }]) {
      assert.equal(readCost({ cost: { ...cost, throttleStatus: { ...throttleStatus, ...wrong } } }), null)
    }
    for (const nothing of [undefined, null, {}, { cost: null }, 'x']) assert.equal(readCost(nothing), null)
  })

  it('takes Retry-After in seconds, not in milliseconds', () => {
    assert.equal(readRetryAfter('2'), 2000)
    assert.equal(readRetryAfter('2.5'), 2500)
    for (const header of [null, '', 'soon', 'Fri, 20 Nov 2026 23:59:59 GMT']) assert.equal(readRetryAfter(header), null)
  })
})
