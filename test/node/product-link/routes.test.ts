import assert from 'node:assert/strict'
import productLink from '../../../nodes/product-link/product-link.ts'
import { isPlainObject } from '../../../src/base/plain-object.ts'
import { itemId, LinkWorld } from '../../support/link/link-world.ts'
import { productLinkIn, worldNodes } from '../../support/link/world-nodes.ts'
import { withNodeRed, type NodeFlow } from '../../support/node-helper.ts'

const reader = { permissions: ['product-link.read'] }
const writer = { permissions: ['product-link.write'] }

async function answer(response: Response): Promise<Record<string, unknown>> {
  const body: unknown = await response.json()
  assert.ok(isPlainObject(body))
  return body
}

describe('what the dialog of product-link asks', () => {
  let world: LinkWorld
  let flow: NodeFlow
  const start = withNodeRed(
    worldNodes(() => world),
    productLink,
  )
  beforeEach(async () => {
    world = new LinkWorld()
    for (const n of [1, 2, 3]) {
      world.odoo.put(n, { default_code: `SKU-${n}` })
      world.variant(n, `SKU-${n}`)
    }
    world.variant(5, 'other')
    world.odoo.put(7, { default_code: 'FREE', display_name: 'Free thing' })
    flow = await start(productLinkIn())
  })
  const get = async (path: string, language?: string) => {
    const response = await flow.admin('GET', `product-link/subject/${path}`, { ...reader, ...(language === undefined ? {} : { language }) })
    assert.equal(response.status, 200)
    return answer(response)
  }
  const post = (path: string, body: object = {}, language = 'en-US') =>
    flow.admin('POST', `product-link/subject/${path}`, { ...writer, body, language })

  for (const [method, path, permission] of [
    ['GET', 'report', 'read'],
    ['GET', 'links', 'read'],
    ['GET', 'export', 'read'],
    ['POST', 'link', 'write'],
    ['POST', 'unlink', 'write'],
    ['POST', 'scan', 'write'],
    ['POST', 'import', 'write'],
  ] as const) {
    it(`answers ${method} ${path} only to who may ${permission}`, async () => {
      const ask = (permissions: readonly string[]): Promise<Response> =>
        flow.admin(method, `product-link/subject/${path}`, { permissions, ...(method === 'POST' ? { body: {} } : {}) })
      assert.equal((await ask([])).status, 401)
      assert.equal((await ask([permission === 'read' ? 'product-link.write' : 'product-link.read'])).status, 401)
      assert.notEqual((await ask([`product-link.${permission}`])).status, 401)
    })
  }

  it('says when the node is not deployed', async () => {
    const response = await flow.admin('GET', 'product-link/nowhere/report', reader)
    assert.equal(response.status, 400)
    assert.equal((await answer(response))['code'], 'CONFIG_MISSING')
  })

  it('shows no report before the first match, then the report in the language of the viewer', async () => {
    assert.deepEqual(await get('report'), { report: null, matching: null })
    assert.deepEqual(await answer(await post('scan')), { started: true })
    await flow.until(() => flow.output(1).some((message) => message['topic'] === 'link-report'))
    assert.partialDeepStrictEqual(await get('report', 'de'), {
      matching: null,
      report: { links: 3, refused: 1, mend: [{ text: 'Die SKU other ist mit keinem Odoo-Produkt verknüpft', subject: { sku: 'other' } }] },
    })
  })

  it('shows what is being matched at the moment', async () => {
    let release: () => void = () => undefined
    const waits = new Promise<void>((resolve) => (release = resolve))
    const pages = world.shopify.variants.bind(world.shopify)
    world.shopify.variants = async function* (query) {
      yield* pages(query)
      await waits
    }
    await post('scan')
    while ((await get('report'))['matching'] === null) await new Promise((resolve) => setImmediate(resolve))
    assert.partialDeepStrictEqual(await get('report'), { matching: { count: 4 } })
    release()
    await flow.until(() => flow.output(1).some((message) => message['topic'] === 'link-report'))
  })

  it('lists links page by page, finds some by a text, and names their Odoo products', async () => {
    await flow.ask({ payload: { action: 'scan' } })
    await post('link', { sku: 'other', odooProductId: 7 })
    const first = await get('links?limit=2')
    assert.partialDeepStrictEqual(first, { total: 4, links: [{ inventoryItemId: itemId(1), odooSku: 'SKU-1' }, { sku: 'SKU-2' }] })
    assert.partialDeepStrictEqual(await get(`links?limit=2&after=${encodeURIComponent(String(first['next']))}`), {
      links: [{ sku: 'SKU-3' }, { sku: 'other', by: 'hand', odooProduct: 'Free thing', odooSku: 'FREE' }],
      next: null,
    })
    assert.partialDeepStrictEqual(await get('links?search=OTH'), { total: 4, next: null, links: [{ sku: 'other' }] })
    world.odoo.searchRead = () => Promise.reject(new Error('ill'))
    assert.partialDeepStrictEqual(await get('links'), { links: [{ sku: 'SKU-1' }, {}, {}, {}] })
    const bad = await flow.admin('GET', 'product-link/subject/links?limit=many', reader)
    assert.equal(bad.status, 400)
  })

  it('links and unlinks by hand', async () => {
    const linked = await post('link', { sku: 'other', odooSku: 'FREE' })
    assert.partialDeepStrictEqual(await answer(linked), { links: [{ inventoryItemId: itemId(5), odooProductId: 7 }], unwritten: [] })
    assert.deepEqual(await world.linked(), ['5: 7 by hand'])
    const ended = await post('unlink', { inventoryItemId: itemId(5) })
    assert.partialDeepStrictEqual(await answer(ended), { links: [{ sku: 'other' }] })
    assert.deepEqual(await world.linked(), [])
  })

  it('says why a link is refused, in the language of the viewer, as a conflict', async () => {
    const refused = await post('link', { sku: 'SKU-1', odooProductId: 7 }, 'de')
    assert.equal(refused.status, 409)
    const { code, text, cure } = await answer(refused)
    assert.equal(code, 'LINK_HAND_CONTRADICTS')
    assert.match(String(text), /^die SKU SKU-1 weist auf das Odoo-Produkt Product 1/)
    assert.match(String(cure), /override/)
    const malformed = await post('link', { sku: 'SKU-1' })
    assert.equal(malformed.status, 400)
  })

  it('gives the links as a file, and takes one, naming what is wrong with it', async () => {
    await flow.ask({ payload: { action: 'scan' } })
    const csv = await flow.admin('GET', 'product-link/subject/export?format=csv', reader)
    assert.match(csv.headers.get('content-disposition') ?? '', /links\.csv/)
    assert.match(csv.headers.get('content-type') ?? '', /text\/csv/)
    const file = await csv.text()
    assert.equal(file.trim().split('\r\n').length, 4)
    const json: unknown = await (await flow.admin('GET', 'product-link/subject/export?format=json', reader)).json()
    assert.ok(Array.isArray(json) && json.length === 3)

    assert.partialDeepStrictEqual(await answer(await post('import', { file })), { rows: 3, linked: 0, unchanged: 3, problems: [] })
    const wrong = { file: 'sku,odooProductId\r\nother,7\r\nnone,1\r\n' }
    assert.partialDeepStrictEqual(await answer(await post('import', wrong)), {
      rows: 2,
      linked: 0,
      problems: [{ row: 3, field: 'sku', code: 'LINK_VARIANT_UNKNOWN', problem: 'Shopify has no variant with the SKU none' }],
    })
    assert.partialDeepStrictEqual(await answer(await post('import', { ...wrong, partial: true })), { linked: 1 })
    assert.equal((await world.links()).length, 4)
  })
})
