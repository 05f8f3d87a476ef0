import assert from 'node:assert/strict'
import { LostAnswer } from '../../../src/ports/shopify/lost-answer.ts'
import { costs, data, html, installed, json, networkFault, refusal } from '../../support/scripted-admin.ts'
import { setBatch } from '../../support/set-batch.ts'
import { failure, shopifyScene } from '../../support/shopify-scene.ts'

const payload = (inventoryAdjustmentGroup: object | null = { id: 'g' }, userErrors: object[] = []) =>
  data({ inventorySetQuantities: { inventoryAdjustmentGroup, userErrors } })

describe('a write', () => {
  it('is sent after a read has proved the version, and the version is proved once', async () => {
    const { clock, admin, shopify } = shopifyScene(installed(), payload(), payload())
    assert.deepEqual(await clock.run(shopify.setQuantities(setBatch(2))), { outcome: 'applied' })
    assert.deepEqual(await clock.run(shopify.setQuantities(setBatch(2))), { outcome: 'applied' })
    assert.match(admin.asked[0]?.query ?? '', /query Installation/)
    assert.match(admin.asked[1]?.query ?? '', /mutation SetQuantities/)
    assert.equal(admin.asked.length, 3)
  })

  it('says what it compares with in every row, also when that is nothing', async () => {
    const { clock, admin, shopify } = shopifyScene(installed(), payload())
    const batch = { ...setBatch(2), entries: setBatch(2).entries.map((entry, n) => ({ ...entry, changeFrom: n === 0 ? null : 4 })) }
    await clock.run(shopify.setQuantities(batch))
    const { input, key } = admin.asked[1]?.variables ?? {}
    assert.equal(key, batch.key)
    assert.deepEqual(input, {
      name: 'available',
      reason: 'correction',
      referenceDocumentUri: batch.referenceDocumentUri,
      quantities: batch.entries.map(({ inventoryItemId, locationId, quantity, changeFrom }) => ({
        inventoryItemId,
        locationId,
        quantity,
        changeFromQuantity: changeFrom,
      })),
    })
  })

  it('is the same to the byte when the same batch is sent again', async () => {
    const { clock, admin, shopify } = shopifyScene(installed(), html(503), payload())
    await failure(clock, shopify.setQuantities(setBatch(3)))
    await clock.run(shopify.setQuantities(setBatch(3)))
    assert.equal(admin.asked[1]?.body, admin.asked[2]?.body)
  })

  for (const [name, step, code] of [
    ['a cut connection', networkFault('ECONNRESET'), 'SHOPIFY_UNREACHABLE'],
    ['a connection that the other side closed', networkFault('UND_ERR_SOCKET'), 'SHOPIFY_UNREACHABLE'],
    ['a 500', html(500), 'SHOPIFY_BUSY'],
    ['a 503', html(503), 'SHOPIFY_BUSY'],
    ['a 504', html(504), 'SHOPIFY_TIMEOUT'],
    ['silence', 'silence', 'SHOPIFY_TIMEOUT'],
    ['a page in place of JSON', html(200), 'SHOPIFY_ANSWER_INVALID'],
    ['an answer without data', json({}), 'SHOPIFY_ANSWER_INVALID'],
    ['a payload that is null without an error', data({ inventorySetQuantities: null }), 'SHOPIFY_ANSWER_INVALID'],
    ['an internal error of Shopify', refusal('INTERNAL_SERVER_ERROR', 'Internal error.'), 'SHOPIFY_BUSY'],
    ['an error that nobody knows', refusal('SOMETHING_NEW', 'New.'), 'SHOPIFY_ANSWER_INVALID'],
    ['errors that are a text', json({ errors: 'Strange' }), 'SHOPIFY_ANSWER_INVALID'],
  ] as const) {
    it(`is lost and not sent again after ${name}`, async () => {
      const { clock, admin, shopify } = shopifyScene(installed(), step, payload())
      const error = await failure(clock, shopify.setQuantities(setBatch(1)))
      assert.ok(error instanceof LostAnswer)
      assert.equal(error.code, code)
      assert.ok(error.temporary)
      assert.equal(admin.asked.length, 2)
    })
  }

  for (const [name, step, code] of [
    ['a refused connection', networkFault('ECONNREFUSED', 'connect'), 'SHOPIFY_UNREACHABLE'],
    ['an unknown host', networkFault('ENOTFOUND', 'getaddrinfo'), 'SHOPIFY_UNREACHABLE'],
    ['a certificate that is not trusted', networkFault('SELF_SIGNED_CERT_IN_CHAIN'), 'SHOPIFY_UNREACHABLE'],
    ['a 402', json({ errors: 'Unavailable Shop' }, { status: 402 }), 'SHOPIFY_SHOP_UNAVAILABLE'],
    ['a 404', json({ errors: 'Not Found' }, { status: 404 }), 'SHOPIFY_SHOP_UNAVAILABLE'],
    ['a 401', json({ errors: '[API] Invalid API key' }, { status: 401 }), 'SHOPIFY_TOKEN_REFUSED'],
    ['a missing scope', refusal('ACCESS_DENIED', 'Access denied.', { data: { inventorySetQuantities: null } }), 'SHOPIFY_SCOPE_MISSING'],
    [
      'a field the schema does not have',
      refusal('undefinedField', 'No such field', { errors: [{ message: 'x', locations: [{ line: 1, column: 1 }] }] }),
      'SHOPIFY_QUERY_INVALID',
    ],
    ['a document that is too dear', refusal('MAX_COST_EXCEEDED', 'Too dear'), 'SHOPIFY_QUERY_INVALID'],
  ] as const) {
    it(`was certainly not carried out after ${name}`, async () => {
      const { clock, shopify } = shopifyScene(installed(), step)
      const error = await failure(clock, shopify.setQuantities(setBatch(1)))
      assert.equal(error.code, code)
      assert.ok(!(error instanceof LostAnswer))
    })
  }

  it('is lost when one of several errors leaves open whether it was carried out', async () => {
    const errors = ['ACCESS_DENIED', 'INTERNAL_SERVER_ERROR'].map((code) => ({ message: code, extensions: { code } }))
    const { clock, shopify } = shopifyScene(installed(), json({ errors, data: { inventorySetQuantities: null } }))
    assert.ok((await failure(clock, shopify.setQuantities(setBatch(1)))) instanceof LostAnswer)
  })

  it('is sent again after being throttled, because it was not carried out', async () => {
    const { clock, admin, shopify } = shopifyScene(
      installed(),
      json({ errors: [{ message: 'Throttled', extensions: { code: 'THROTTLED' } }], extensions: costs(10, null, 0) }),
      payload(),
    )
    assert.deepEqual(await clock.run(shopify.setQuantities(setBatch(1))), { outcome: 'applied' })
    assert.equal(admin.asked[1]?.body, admin.asked[2]?.body)
  })

  it('believes the payload of a mutation when only a part of it could not be shown', async () => {
    const { clock, shopify } = shopifyScene(
      installed(),
      refusal('ACCESS_DENIED', 'Access denied.', { data: { inventorySetQuantities: { inventoryAdjustmentGroup: null, userErrors: [] } } }),
    )
    assert.deepEqual(await clock.run(shopify.setQuantities(setBatch(1))), { outcome: 'applied' })
  })

  it('may come back later when an earlier sending of its key is still at work', async () => {
    const { clock, shopify } = shopifyScene(
      installed(),
      payload(null, [{ field: null, code: 'IDEMPOTENCY_CONCURRENT_REQUEST', message: 'In progress' }]),
    )
    const error = await failure(clock, shopify.setQuantities(setBatch(1)))
    assert.ok(error instanceof LostAnswer && error.temporary)
  })

  it('is refused, not thrown, when the key is spent', async () => {
    for (const code of ['IDEMPOTENCY_KEY_PARAMETER_MISMATCH', 'IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED']) {
      const { clock, shopify } = shopifyScene(installed(), payload(null, [{ field: null, code, message: 'No' }]))
      assert.deepEqual(await clock.run(shopify.setQuantities(setBatch(1))), {
        outcome: 'refused',
        refusals: [{ index: null, code, message: 'No' }],
        appliedSome: false,
      })
    }
  })

  it('needs no call for an empty batch, and refuses one that is too large', async () => {
    const { clock, admin, shopify } = shopifyScene()
    assert.deepEqual(await clock.run(shopify.setQuantities({ ...setBatch(1), entries: [] })), { outcome: 'applied' })
    assert.equal((await failure(clock, shopify.setQuantities(setBatch(251)))).code, 'SHOPIFY_QUERY_INVALID')
    assert.equal(admin.asked.length, 0)
  })

  it('refuses alone the row that would make Shopify refuse the call without naming it', async () => {
    const { clock, admin, shopify } = shopifyScene()
    const [good, ...rest] = setBatch(5).entries
    assert.ok(good !== undefined)
    const bad = [
      { inventoryItemId: '5' },
      { locationId: 'gid://shopify/Location/x' },
      { quantity: 1.5 },
      { quantity: 2e9 },
      { changeFrom: -2e9 },
    ]
    const entries = [good, ...bad.map((fault) => ({ ...good, ...fault })), ...rest]
    const answer = await clock.run(shopify.setQuantities({ ...setBatch(1), entries }))
    assert.ok(answer.outcome === 'refused' && !answer.appliedSome)
    assert.deepEqual(
      answer.refusals.map(({ index, code }) => [index, code]),
      [
        [1, 'INVALID_INVENTORY_ITEM'],
        [2, 'INVALID_LOCATION'],
        [3, 'INVALID_QUANTITY'],
        [4, 'INVALID_QUANTITY_TOO_HIGH'],
        [5, 'INVALID_QUANTITY_TOO_LOW'],
      ],
    )
    assert.equal(admin.asked.length, 0)
  })
})
