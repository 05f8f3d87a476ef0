import assert from 'node:assert/strict'
import { SyncError } from '../../../src/base/error/sync-error.ts'
import { LostAnswer } from '../../../src/ports/shopify/lost-answer.ts'
import { sandboxWorld, type SandboxWorld, type SandboxWorldOptions } from './sandbox-world.ts'
import { available, batch, item, place, row, variantId } from './shop-world.ts'
import { wordOf } from '../../../src/base/text/say.ts'

const plain: SandboxWorldOptions = { apiVersion: '2026-10', idempotency: 'replay', auth: 'token' }
const address = { inventoryItemId: item(1), locationId: place(1) }

/** The error that the call ends with. */
async function errorOf(call: Promise<unknown>): Promise<SyncError> {
  const error = await call.then(
    () => null,
    (reason: unknown) => reason,
  )
  assert.ok(error instanceof SyncError, `${error}`)
  return error
}

const opened: SandboxWorld[] = []

/** A world that is closed after the test, whatever becomes of it. */
async function open(more: Partial<SandboxWorldOptions> = {}): Promise<SandboxWorld> {
  const world = await sandboxWorld({ ...plain, ...more })
  opened.push(world)
  return world
}

async function closeAll(): Promise<void> {
  for (const world of opened.splice(0)) await world.close()
}

describe('the Shopify port over HTTP when Shopify is unwell', function () {
  this.timeout(120_000)
  let world: SandboxWorld
  beforeEach(async () => {
    world = await open()
  })
  afterEach(closeAll)

  it('waits through a burst of throttling, for reads and for writes, without sending anything twice that was done', async () => {
    world.sandbox.faults.add({ count: 3, effect: { kind: 'throttle' } })
    assert.equal((await world.shopify.readLevels([address]))[0]?.available, 10)
    world.sandbox.faults.add({ match: 'inventorySetQuantities', count: 3, effect: { kind: 'throttle' } })
    assert.deepEqual(await world.shopify.setQuantities(batch([row(1, 10, 5)])), { outcome: 'applied' })
    assert.equal(world.sandbox.log.of('inventorySetQuantities').filter(({ executed }) => executed).length, 1)
    assert.equal(world.budget.figures().throttled, 6)
  })

  for (const when of ['before', 'after'] as const) {
    for (const [name, effect, code] of [
      ['a 503', { kind: 'status', status: 503, when }, 'SHOPIFY_BUSY'],
      ['a page for people', { kind: 'html', status: 200, when }, 'SHOPIFY_ANSWER_INVALID'],
      ['a cut connection', { kind: 'drop', when }, 'SHOPIFY_UNREACHABLE'],
    ] as const) {
      it(`reads again after ${name} ${when} the work, and calls a write lost`, async () => {
        world.sandbox.faults.add({ match: 'nodes', count: 2, effect })
        assert.equal((await world.shopify.readLevels([address]))[0]?.available, 10)
        world.sandbox.faults.add({ match: 'inventorySetQuantities', count: 1, effect })
        const error = await errorOf(world.shopify.setQuantities(batch([row(1, 10, 5)])))
        assert.ok(error instanceof LostAnswer)
        assert.equal(error.code, code)
        assert.equal(available(world, 1), when === 'after' ? 5 : 10)
        assert.equal(world.sandbox.log.of('inventorySetQuantities').length, 1)
      })
    }
  }

  it('calls a write lost that takes too long, and is told that it is still at work when it sends it again', async () => {
    const hasty = await open({ timeoutMs: 20_000 })
    await hasty.shopify.installation()
    hasty.sandbox.faults.add({ match: 'inventorySetQuantities', count: 1, effect: { kind: 'stall', ms: 60_000, when: 'during' } })
    const sent = batch([row(1, 10, 5)])
    assert.equal((await errorOf(hasty.shopify.setQuantities(sent))).code, 'SHOPIFY_TIMEOUT')
    const again = await errorOf(hasty.shopify.setQuantities(sent))
    assert.ok(again instanceof LostAnswer && again.temporary)
    assert.match(wordOf(again.values['detail']), /IDEMPOTENCY_CONCURRENT_REQUEST/)
  })

  it('knows that nothing was written when nobody listens', async () => {
    await world.shopify.installation()
    await world.sandbox.setDown('refuse')
    const error = await errorOf(world.shopify.setQuantities(batch([row(1, 10, 5)])))
    assert.deepEqual([error.code, error instanceof LostAnswer], ['SHOPIFY_UNREACHABLE', false])
    assert.equal((await errorOf(world.shopify.readLevels([address]))).code, 'SHOPIFY_UNREACHABLE')
    await world.sandbox.setDown('up')
    assert.equal((await world.shopify.readLevels([address]))[0]?.available, 10)
  })

  it('writes nothing when Shopify answers with another version, and writes again when it is right', async () => {
    world.sandbox.faults.add({ match: 'shop', count: 1, effect: { kind: 'version', version: '2027-01' } })
    const error = await errorOf(world.shopify.setQuantities(batch([row(1, 10, 5)])))
    assert.deepEqual([error.code, error.values['actual']], ['SHOPIFY_VERSION_MISMATCH', '2027-01'])
    assert.equal(world.sandbox.log.of('inventorySetQuantities').length, 0)
    await world.shopify.readLevels([address])
    assert.deepEqual(await world.shopify.setQuantities(batch([row(1, 10, 5)])), { outcome: 'applied' })
  })

  it('writes nothing when its version has expired and Shopify falls forward', async () => {
    const old = await open({ apiVersion: '2026-04', apiVersions: ['2026-07', '2026-10'] })
    assert.equal((await old.shopify.installation()).apiVersion, '2026-07')
    assert.equal((await errorOf(old.shopify.setQuantities(batch([row(1, 10, 5)])))).code, 'SHOPIFY_VERSION_MISMATCH')
    assert.equal(available(old, 1), 10)
  })

  it('names the scope that is missing', async () => {
    const poor = await open({ scopes: ['read_products', 'read_inventory', 'read_locations'] })
    const error = await errorOf(poor.shopify.setQuantities(batch([row(1, 10, 5)])))
    assert.equal(error.code, 'SHOPIFY_SCOPE_MISSING')
    assert.match(wordOf(error.values['scope']), /write_inventory/)
    assert.equal(available(poor, 1), 10)
  })

  it('gets a new token when the old one ends in the middle of the work', async () => {
    const other = await open({ auth: 'client' })
    await other.shopify.installation()
    other.sandbox.tokens.revoke()
    assert.deepEqual(await other.shopify.setQuantities(batch([row(1, 10, 5)])), { outcome: 'applied' })
    assert.equal(available(other, 1), 5)
  })

  it('says so when its token was taken away', async () => {
    world.sandbox.tokens.revoke(true)
    assert.equal((await errorOf(world.shopify.installation())).code, 'SHOPIFY_TOKEN_REFUSED')
    assert.equal((await errorOf(world.shopify.setQuantities(batch([row(1, 10, 5)])))).code, 'SHOPIFY_TOKEN_REFUSED')
  })

  it('does not write over a sale that comes between the reading and the commit', async () => {
    const { sandbox, model } = world
    sandbox.hooks.beforeCommit = () => void model.sell({ lines: [{ itemId: item(1), quantity: 2 }], locationId: place(1) })
    const answer = await world.shopify.setQuantities(batch([row(1, 10, 5)]))
    assert.ok(answer.outcome === 'refused')
    assert.equal(available(world, 1), 8)
  })
})

describe('the Shopify port over HTTP under load', function () {
  this.timeout(120_000)
  afterEach(closeAll)

  it('paces hundreds of writes and reads so that none is throttled, and uses the bucket up', async () => {
    const world = await open({ plan: { maximumAvailable: 400, restoreRate: 20 } })
    await world.shopify.installation()
    const rows = Array.from({ length: 150 }, (_, n) => world.shopify.setQuantities(batch([row(1, null, n)]), { urgent: n % 3 === 0 }))
    const reads = Array.from({ length: 50 }, () => world.shopify.readLevels([address]))
    for (const answer of await Promise.all(rows)) assert.equal(answer.outcome, 'applied')
    await Promise.all(reads)
    const { throttled, requests, requestedCost } = world.sandbox.log.counters
    assert.equal(requests, 201)
    assert.equal(throttled, 0)
    assert.ok(requestedCost > 400, 'the bucket was never empty, so nothing was proved')
  })

  it('costs what the documents say that they cost', async () => {
    const world = await open()
    await world.shopify.installation()
    await world.shopify.locations()
    for await (const page of world.shopify.variants()) assert.ok(page.length > 0)
    for await (const page of world.shopify.variants({ metafield: true })) assert.ok(page.length > 0)
    await world.shopify.variantsOf([item(1), item(2)])
    await world.shopify.readLevels([address, { ...address, locationId: place(2) }])
    await world.shopify.setQuantities(batch([row(1, 10, 5)]))
    await world.shopify.setMetafields([{ variantId: variantId(1), value: '1', digest: null }])
    const costs = world.sandbox.log.entries.map(({ operation, requestedCost }) => [operation, requestedCost])
    assert.deepEqual(costs, [
      ['Installation', 3],
      ['Locations', 13],
      ['Variants', 35],
      ['Barcodes', 8],
      ['VariantsWithMetafield', 46],
      ['Barcodes', 8],
      ['VariantsOf', 19],
      ['Barcodes', 8],
      ['Levels', 5],
      ['SetQuantities', 10],
      ['SetMetafields', 10],
    ])
  })
})
