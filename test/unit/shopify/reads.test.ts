import assert from 'node:assert/strict'
import { LostAnswer } from '../../../src/ports/shopify/lost-answer.ts'
import { data, html, installed, json, networkFault, refusal } from '../../support/scripted-admin.ts'
import { failure, shopifyScene } from '../../support/shopify-scene.ts'

describe('a read', () => {
  for (const [name, step] of [
    ['a cut connection', networkFault('ECONNRESET')],
    ['a refused connection', networkFault('ECONNREFUSED', 'connect')],
    ['a 503', html(503)],
    ['a page in place of JSON', html(200)],
    ['an answer without data', json({})],
    ['an internal error of Shopify', refusal('INTERNAL_SERVER_ERROR', 'Internal error.')],
    ['silence', 'silence'],
  ] as const) {
    it(`is sent again after ${name}`, async () => {
      const { clock, admin, shopify } = shopifyScene(step, installed())
      await clock.run(shopify.installation())
      assert.equal(admin.asked.length, 2)
    })
  }

  it('is given up after four sendings, with waits that grow', async () => {
    const { clock, admin, shopify } = shopifyScene(html(502), html(502), html(502), html(502), installed())
    const began = clock.now()
    const error = await failure(clock, shopify.installation())
    assert.equal(error.code, 'SHOPIFY_BUSY')
    assert.ok(!(error instanceof LostAnswer))
    assert.equal(admin.asked.length, 4)
    assert.equal(clock.now() - began, 375 + 750 + 1500)
  })

  it('is not sent again when a person has to mend something', async () => {
    const { clock, admin, shopify } = shopifyScene(
      refusal('ACCESS_DENIED', 'Access denied. Required access: `read_locations` access scope.'),
    )
    const error = await failure(clock, shopify.locations())
    assert.equal(error.code, 'SHOPIFY_SCOPE_MISSING')
    assert.equal(error.values['scope'], 'read_locations')
    assert.equal(admin.asked.length, 1)
  })

  it('fails when a field was denied, although the rest of the data looks fine', async () => {
    const good = { shop: { myshopifyDomain: 'a' }, currentAppInstallation: { accessScopes: [] } }
    const { clock, shopify } = shopifyScene(
      refusal('ACCESS_DENIED', 'Access denied for shop. Required access: `read_x` access scope.', { data: good }),
    )
    assert.equal((await failure(clock, shopify.installation())).code, 'SHOPIFY_SCOPE_MISSING')
  })

  it('follows the pages of the locations', async () => {
    const node = (n: number) => ({ id: `gid://shopify/Location/${n}`, name: `L${n}`, isActive: n === 1, isFulfillmentService: n === 2 })
    const page = (n: number, hasNextPage: boolean) =>
      data({ locations: { nodes: [node(n)], pageInfo: { hasNextPage, endCursor: `c${n}` } } })
    const { clock, admin, shopify } = shopifyScene(page(1, true), page(2, false))
    assert.deepEqual(await clock.run(shopify.locations()), [
      { id: 'gid://shopify/Location/1', name: 'L1', active: true, fulfillmentService: false },
      { id: 'gid://shopify/Location/2', name: 'L2', active: false, fulfillmentService: true },
    ])
    assert.deepEqual(
      admin.asked.map(({ variables }) => variables['after']),
      [null, 'c1'],
    )
  })
})
