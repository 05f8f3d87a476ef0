import assert from 'node:assert/strict'
import { withSandbox } from './running-sandbox.ts'
import { call, setLevel, type Reply } from './sandbox-client.ts'
import { bundle, chair, east, lamp, setOf, smallShop, west } from './small-shop.ts'

const nodes = 'query Items($ids: [ID!]!, $one: ID!) { nodes(ids: $ids) { id } location(id: $one) { id } }'
const code = (reply: Reply, at = 0) => reply.at(`errors.${at}.extensions.code`)

describe('what the simulated Admin API refuses as a whole', () => {
  it('is a call with an id that is no global id: an error for each variable with its problems, and no data', () =>
    withSandbox({}, async (sandbox) => {
      const reply = await call(sandbox, nodes, { ids: [lamp, 'SKU-1', 'gid://shopify/Product'], one: '' })
      assert.equal(
        reply.at('errors.0.message'),
        "Variable $ids of type [ID!]! was provided invalid value for 1 (Invalid global id 'SKU-1')",
      )
      const explanation = "Invalid global id 'gid://shopify/Product'"
      assert.deepEqual(reply.at('errors.0.extensions.problems.1'), { path: [2], explanation, message: explanation })
      assert.deepEqual(reply.at('errors.0.extensions.value'), [lamp, 'SKU-1', 'gid://shopify/Product'])
      assert.equal(reply.at('errors.1.message'), 'Variable $one of type ID! was provided invalid value')
      assert.deepEqual([code(reply), code(reply, 1), reply.at('data')], ['INVALID_VARIABLE', 'INVALID_VARIABLE', undefined])
      assert.equal((await call(sandbox, nodes, { ids: ['gid://shopify/Elephant/1'], one: east })).at('data.nodes.0'), null)
    }))

  it('is a whole batch for one bad id, whatever the other rows are', () =>
    withSandbox({}, async (sandbox) => {
      const reply = await setLevel(sandbox, { locationId: 'East' }, 'k')
      const path = ['quantities', 0, 'locationId']
      assert.equal(
        reply.at('errors.0.message'),
        `Variable $input of type InventorySetQuantitiesInput! was provided invalid value for ${path.join('.')} (Invalid global id 'East')`,
      )
      assert.deepEqual(reply.at('errors.0.extensions.problems.0.path'), path)
      assert.equal(sandbox.log.counters.executed, 0)
    }))

  it('is a bad id in the document, with the way to it', () =>
    withSandbox({}, async (sandbox) => {
      const reply = await call(sandbox, 'query One { node(id: "7") { id } }')
      assert.equal(reply.at('errors.0.message'), "Invalid global id '7'")
      assert.deepEqual(reply.at('errors.0.path'), ['query One', 'node', 'id'])
      assert.deepEqual(reply.at('errors.0.extensions'), { code: 'argumentLiteralsIncompatible', typeName: 'CoercionError' })
    }))

  it('is a value that does not fit its type, all problems of a variable together', () =>
    withSandbox({}, async (sandbox) => {
      const quantities = [{ inventoryItemId: lamp, locationId: east, quantity: 1.5, compareQuantity: 3 }]
      const document =
        'mutation($input: InventorySetQuantitiesInput!) { inventorySetQuantities(input: $input) @idempotent(key: "k") { userErrors { code } } }'
      const reply = await call(sandbox, document, { input: { name: 'available', quantities } })
      assert.deepEqual(reply.at('errors.0.extensions.problems'), [
        { path: ['quantities', 0, 'compareQuantity'], explanation: 'Field is not defined on InventoryQuantityInput' },
        { path: ['quantities', 0, 'quantity'], explanation: 'Could not coerce value 1.5 to Int' },
        { path: ['reason'], explanation: 'Expected value to not be null' },
      ])
    }))

  it('is a document with a field that is not there or an argument that is missing, with the way to it', () =>
    withSandbox({}, async (sandbox) => {
      const field = await call(
        sandbox,
        'mutation Off { inventoryDeactivate(inventoryLevelId: "gid://shopify/InventoryLevel/1") { userErrors { code } } }',
      )
      assert.deepEqual(field.at('errors.0.path'), ['mutation Off', 'inventoryDeactivate', 'userErrors', 'code'])
      const argument = await call(sandbox, 'query One { node { id } }')
      assert.equal(argument.at('errors.0.message'), "Field 'node' is missing required arguments: id")
      assert.deepEqual(argument.at('errors.0.path'), ['query One', 'node'])
      assert.equal(code(argument), 'missingRequiredArguments')
    }))

  it('is a page from both ends, and a search by a moment that is none', () =>
    withSandbox({}, async (sandbox) => {
      const both = await call(sandbox, '{ locations(first: 2, last: 2) { nodes { id } } }')
      assert.equal(both.at('errors.0.message'), 'providing both first and last is not supported')
      assert.deepEqual([code(both), both.at('errors.0.path')], ['BAD_REQUEST', ['locations']])
      const when = await call(sandbox, '{ inventoryItems(first: 2, query: "updated_at:>soon") { nodes { id } } }')
      assert.equal(when.at('errors.0.message'), 'Invalid timestamp for query filter `updated_at`.')
    }))
})

describe('searches of the simulated Admin API', () => {
  it('find locations by name, and those that are hidden only when they are asked for', () =>
    withSandbox({}, async (sandbox) => {
      sandbox.model.setLocationActive(west, false)
      const names = async (args: string) => {
        const reply = await call(sandbox, `{ locations(first: 5${args}) { nodes { name } } }`)
        return [0, 1].map((place) => reply.at(`data.locations.nodes.${place}.name`))
      }
      assert.deepEqual(await names(`, query: "name:'East' OR name:'West'"`), ['East', undefined])
      assert.deepEqual(await names(`, query: "name:'West'", includeInactive: true`), ['West', undefined])
    }))

  it('take a list with commas for any of its values, and a comma in quotes for itself', () =>
    withSandbox({}, async (sandbox) => {
      sandbox.model.addProduct({ title: 'Odd', variants: [{ sku: 'LAMP,CHAIR' }] })
      const count = async (query: string) => {
        const reply = await call(sandbox, 'query($q: String) { productVariants(first: 9, query: $q) { nodes { sku } } }', { q: query })
        return [0, 1, 2].map((place) => reply.at(`data.productVariants.nodes.${place}.sku`)).filter((sku) => sku !== undefined)
      }
      assert.deepEqual(await count('sku:lamp,chair'), ['LAMP', 'CHAIR'])
      assert.deepEqual(await count('sku:"LAMP,CHAIR"'), ['LAMP,CHAIR'])
    }))
})

describe('rows of a batch that are bad together', () => {
  it('are all named, with the stale one among them, and nothing is written', () => {
    const model = smallShop()
    const rows = [
      { inventoryItemId: chair, quantity: 4, changeFromQuantity: 9 },
      { inventoryItemId: bundle, quantity: 1 },
      { quantity: 4, changeFromQuantity: 10 },
      { locationId: 'gid://shopify/Location/99', quantity: 1 },
    ]
    const { group, userErrors } = model.setQuantities(setOf(rows))
    assert.equal(group, null)
    assert.deepEqual(
      userErrors.map(({ field, code: found }) => [field?.[2], found]),
      [
        ['0', 'CHANGE_FROM_QUANTITY_STALE'],
        ['1', 'NON_MUTABLE_INVENTORY_ITEM'],
        ['3', 'INVALID_LOCATION'],
      ],
    )
  })

  it('adjust with more than one ledger document together is refused without a row', () => {
    const model = smallShop()
    const change = { inventoryItemId: lamp, locationId: east, delta: 1, changeFromQuantity: null }
    const changes = ['https://a.example/1', 'https://a.example/2'].map((ledgerDocumentUri) => ({ ...change, ledgerDocumentUri }))
    const { userErrors } = model.adjustQuantities({ name: 'damaged', reason: 'damaged', apiVersion: '2026-10', changes })
    assert.deepEqual([userErrors[0]?.code, userErrors[0]?.field], ['MAX_ONE_LEDGER_DOCUMENT', ['input', 'changes']])
  })
})

describe('calls that lag, and calls that change nothing', () => {
  it('show levels as they were so long ago', () => {
    let now = 1_000_000
    const model = smallShop({ clock: { now: () => now } })
    for (const quantity of [8, 6, 4]) {
      now += 1000
      model.setQuantities(setOf([{ quantity }]))
    }
    const seen = (ms: number) => model.state.levels.asOf(now - ms).get(lamp, east)?.available
    assert.deepEqual([0, 999, 1000, 2500].map(seen), [4, 6, 6, 10])
  })

  it('cost ten points when nothing changes', () =>
    withSandbox({}, async (sandbox) => {
      const document = `mutation($i: InventorySetQuantitiesInput!) { inventorySetQuantities(input: $i) @idempotent(key: "k")
        { inventoryAdjustmentGroup { changes { item { id } location { id } } } userErrors { code } } }`
      const quantities = [{ inventoryItemId: lamp, locationId: east, quantity: 10, changeFromQuantity: null }]
      const reply = await call(sandbox, document, { i: { name: 'available', reason: 'correction', quantities } })
      assert.deepEqual(reply.at('extensions.cost.requestedQueryCost'), 13)
      assert.deepEqual(reply.at('extensions.cost.actualQueryCost'), 10)
    }))
})
