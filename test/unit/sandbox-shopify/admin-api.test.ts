import assert from 'node:assert/strict'
import { withSandbox } from './running-sandbox.ts'
import { call, setLevel } from './sandbox-client.ts'
import { chair, east, gift, lamp, west } from './small-shop.ts'

const input = (rows: readonly object[]) => ({ name: 'available', reason: 'correction', quantities: rows })
const row = { inventoryItemId: lamp, locationId: east, quantity: 3, changeFromQuantity: 10 }

describe('the simulated Admin API', () => {
  it('demands the idempotency directive on the field', () =>
    withSandbox({}, async (sandbox) => {
      const bare = 'mutation($i: InventorySetQuantitiesInput!) { inventorySetQuantities(input: $i) { userErrors { code } } }'
      const reply = await call(sandbox, bare, { i: input([row]) })
      assert.equal(reply.at('errors.0.message'), 'The @idempotent directive is required for this mutation but was not provided.')
      assert.equal(reply.at('errors.0.extensions.code'), 'BAD_REQUEST')
      assert.equal(reply.at('data.inventorySetQuantities'), null)
      const onOperation =
        'mutation($i: InventorySetQuantitiesInput!) @idempotent(key: "k") { inventorySetQuantities(input: $i) { userErrors { code } } }'
      const refused = await call(sandbox, onOperation, { i: input([row]) })
      assert.equal(refused.at('errors.0.message'), "'@idempotent' can't be applied to mutations (allowed: fields)")
      assert.equal(refused.at('data'), undefined)
    }))

  it('demands that the expected quantity is given, if only as null', () =>
    withSandbox({}, async (sandbox) => {
      const { changeFromQuantity: _, ...without } = row
      const document =
        'mutation($i: InventorySetQuantitiesInput!) { inventorySetQuantities(input: $i) @idempotent(key: "k") { userErrors { code } } }'
      const reply = await call(sandbox, document, { i: input([without]) })
      assert.equal(reply.at('errors.0.message'), 'InventoryQuantityInput must include the following argument: changeFromQuantity.')
      assert.equal(reply.at('errors.0.extensions.code'), 'INVALID_FIELD_ARGUMENTS')
    }))

  it('refuses what the published schema does not have, before anything runs', () =>
    withSandbox({}, async (sandbox) => {
      const unknownField = await call(sandbox, '{ shop { colour } }')
      assert.equal(unknownField.at('errors.0.extensions.code'), 'undefinedField')
      const oldRow = { ...row, compareQuantity: 10 }
      const oldForm = await setLevel(sandbox, oldRow, 'k')
      assert.equal(oldForm.at('errors.0.extensions.code'), 'INVALID_VARIABLE')
      assert.equal(oldForm.at('data'), undefined)
      const withCode = await call(sandbox, 'mutation { inventoryDeactivate(inventoryLevelId: "x") { userErrors { code } } }')
      assert.equal(withCode.at('errors.0.extensions.code'), 'undefinedField')
      assert.equal(sandbox.log.counters.executed, 0)
    }))

  it('says so when the schema has a field that is not simulated', () =>
    withSandbox({}, async (sandbox) => {
      const reply = await call(sandbox, '{ shop { name email } }')
      assert.equal(reply.at('errors.0.message'), 'The simulated Shopify has no Shop.email')
    }))

  it('refuses lists of more than 250 entries', () =>
    withSandbox({}, async (sandbox) => {
      const ids = Array.from({ length: 251 }, (_, index) => `gid://shopify/InventoryItem/${index}`)
      const reply = await call(sandbox, 'query($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids })
      assert.equal(reply.at('errors.0.message'), 'The input array size of 251 is greater than the maximum allowed of 250.')
      assert.equal(reply.at('errors.0.extensions.code'), 'MAX_INPUT_SIZE_EXCEEDED')
    }))

  it('refuses a query that costs more than 1,000 points', () =>
    withSandbox({}, async (sandbox) => {
      const lines = 'lineItems(first: 250) { nodes { variant { inventoryItem { inventoryLevels(first: 250) { nodes { id } } } } } }'
      const reply = await call(sandbox, `{ orders(first: 250) { nodes { ${lines} } } }`)
      assert.equal(reply.at('errors.0.extensions.code'), 'MAX_COST_EXCEEDED')
      assert.equal(reply.at('errors.0.extensions.maxCost'), 1000)
    }))

  it('refuses pages of more than 250, and connections without a size', () =>
    withSandbox({}, async (sandbox) => {
      assert.match(String((await call(sandbox, '{ locations(first: 251) { nodes { id } } }')).at('errors.0.message')), /cannot exceed 250/)
      assert.match(String((await call(sandbox, '{ locations { nodes { id } } }')).at('errors.0.message')), /first or last/)
    }))

  it('pages forward, backward and in reverse', () =>
    withSandbox({}, async (sandbox) => {
      const page = (args: string) =>
        `{ productVariants(${args}) { nodes { sku } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`
      const skus = (reply: Awaited<ReturnType<typeof call>>) => [0, 1].map((place) => reply.at(`data.productVariants.nodes.${place}.sku`))
      const first = await call(sandbox, page('first: 2'))
      assert.deepEqual(skus(first), ['LAMP', 'CHAIR'])
      assert.equal(first.at('data.productVariants.pageInfo.hasNextPage'), true)
      const second = await call(sandbox, page(`first: 2, after: "${String(first.at('data.productVariants.pageInfo.endCursor'))}"`))
      assert.deepEqual(skus(second), ['BUNDLE', 'GIFT'])
      assert.equal(second.at('data.productVariants.pageInfo.hasNextPage'), false)
      const back = await call(sandbox, page(`last: 2, before: "${String(second.at('data.productVariants.pageInfo.startCursor'))}"`))
      assert.deepEqual(skus(back), ['LAMP', 'CHAIR'])
      assert.deepEqual(skus(await call(sandbox, page('first: 2, reverse: true'))), ['GIFT', 'BUNDLE'])
      assert.deepEqual(skus(await call(sandbox, page('last: 2'))), ['BUNDLE', 'GIFT'])
    }))

  it('searches variants by SKU and refuses searches it cannot do', () =>
    withSandbox({}, async (sandbox) => {
      const found = await call(sandbox, '{ productVariants(first: 5, query: "sku:chair") { nodes { inventoryItem { id } } } }')
      assert.equal(found.at('data.productVariants.nodes.0.inventoryItem.id'), chair)
      assert.equal(found.at('data.productVariants.nodes.1'), undefined)
      const unknown = await call(sandbox, '{ productVariants(first: 5, query: "vendor:me") { nodes { id } } }')
      assert.equal(unknown.at('errors.0.extensions.code'), 'NOT_SIMULATED')
    }))

  it('reads many items at once, null for what is gone', () =>
    withSandbox({}, async (sandbox) => {
      const document = `query($ids: [ID!]!, $at: ID!) { nodes(ids: $ids) { ... on InventoryItem {
        sku tracked east: inventoryLevel(locationId: $at, includeInactive: true) { id isActive quantities(names: ["available", "on_hand"]) { name quantity } } } } }`
      const reply = await call(sandbox, document, { ids: [lamp, 'gid://shopify/InventoryItem/999', gift], at: east })
      assert.equal(reply.at('data.nodes.0.sku'), 'LAMP')
      assert.equal(reply.at('data.nodes.0.east.quantities.1.quantity'), 10)
      assert.equal(reply.at('data.nodes.1'), null)
      assert.equal(reply.at('data.nodes.2.tracked'), false)
    }))

  it('reads the levels of a location, the inactive ones only when asked', () =>
    withSandbox({}, async (sandbox) => {
      sandbox.model.activate({ inventoryItemId: chair, locationId: west })
      sandbox.model.deactivate(sandbox.model.levelId(chair, west))
      const document = (rest: string) =>
        `{ location(id: "${west}") { inventoryLevels(first: 9${rest}) { nodes { isActive item { id } } } } }`
      assert.equal((await call(sandbox, document(''))).at('data.location.inventoryLevels.nodes.1'), undefined)
      assert.equal((await call(sandbox, document(', includeInactive: true'))).at('data.location.inventoryLevels.nodes.1.isActive'), false)
    }))

  it('hides inactive locations and those of fulfilment services unless they are asked for', () =>
    withSandbox({}, async (sandbox) => {
      sandbox.model.setLocationActive(west, false)
      sandbox.model.addLocation({ name: 'Third party', fulfillmentService: true })
      const names = async (args: string) => {
        const reply = await call(sandbox, `{ locations(first: 9${args}) { nodes { name } } }`)
        return [0, 1, 2].map((place) => reply.at(`data.locations.nodes.${place}.name`)).filter((name) => name !== undefined)
      }
      assert.deepEqual(await names(''), ['East'])
      assert.deepEqual(await names(', includeInactive: true, includeLegacy: true'), ['East', 'West', 'Third party'])
    }))

  it('writes metafields, all or none, and compares digests', () =>
    withSandbox({}, async (sandbox) => {
      const document =
        'mutation($m: [MetafieldsSetInput!]!) { metafieldsSet(metafields: $m) { metafields { id value compareDigest } userErrors { field code } } }'
      const owner = 'gid://shopify/ProductVariant/21'
      const link = { ownerId: owner, key: 'odoo', type: 'number_integer', value: '7' }
      const written = await call(sandbox, document, { m: [link] })
      assert.equal(written.at('data.metafieldsSet.metafields.0.value'), '7')
      const stale = await call(sandbox, document, { m: [{ ...link, value: '8', compareDigest: '0'.repeat(64) }] })
      assert.equal(stale.at('data.metafieldsSet.userErrors.0.code'), 'STALE_OBJECT')
      const many = await call(sandbox, document, { m: Array.from({ length: 26 }, () => link) })
      assert.equal(many.at('data.metafieldsSet.userErrors.0.code'), 'LESS_THAN_OR_EQUAL_TO')
      const read = await call(sandbox, `{ productVariant(id: "${owner}") { metafield(key: "odoo") { value } } }`)
      assert.equal(read.at('data.productVariant.metafield.value'), '7')
    }))

  it('changes the tracking of an item', () =>
    withSandbox({}, async (sandbox) => {
      const document = `mutation { inventoryItemUpdate(id: "${gift}", input: { tracked: true }) { inventoryItem { tracked } userErrors { message } } }`
      assert.equal((await call(sandbox, document)).at('data.inventoryItemUpdate.inventoryItem.tracked'), true)
    }))

  it('shows orders with the location they go out of', () =>
    withSandbox({}, async (sandbox) => {
      const order = sandbox.model.sell({ locationId: east, lines: [{ itemId: lamp, quantity: 2 }] })
      const document = `{ orders(first: 5, query: "updated_at:>='2020-01-01T00:00:00Z'", sortKey: UPDATED_AT) { nodes { id name displayFulfillmentStatus
        lineItems(first: 5) { nodes { sku quantity } }
        fulfillmentOrders(first: 5) { nodes { status assignedLocation { location { id } } lineItems(first: 5) { nodes { remainingQuantity inventoryItemId } } } } } } }`
      const reply = await call(sandbox, document)
      assert.equal(reply.at('data.orders.nodes.0.id'), order?.id)
      assert.equal(reply.at('data.orders.nodes.0.fulfillmentOrders.nodes.0.assignedLocation.location.id'), east)
      assert.equal(reply.at('data.orders.nodes.0.fulfillmentOrders.nodes.0.lineItems.nodes.0.remainingQuantity'), 2)
    }))

  it('serves each version by its own schema, tells which, and lets old ones fall forward', () =>
    withSandbox({}, async (sandbox) => {
      const versionFor = async (asked: string) =>
        (await call(sandbox, '{ shop { name } }', {}, { version: asked })).headers.get('x-shopify-api-version')
      assert.equal(await versionFor('2026-07'), '2026-07')
      assert.equal(await versionFor('2025-01'), '2026-04')
      assert.equal((await call(sandbox, '{ shop { name } }', {}, { version: '2027-01' })).status, 404)
      const unstocked = { inventoryItemId: chair, locationId: west, quantity: 1 }
      const old = await setLevel(sandbox, unstocked, 'k1', { version: '2025-01' })
      assert.equal(old.at('data.inventorySetQuantities.userErrors.0.code'), 'ITEM_NOT_STOCKED_AT_LOCATION')
      assert.equal((await setLevel(sandbox, unstocked, 'k2')).at('data.inventorySetQuantities.userErrors.0'), undefined)
    }))
})
