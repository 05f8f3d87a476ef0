import assert from 'node:assert/strict'
import { getOperationAST, getVariableValues, Kind, parse, validate } from 'graphql'
import { requestedCost } from '../../../sandbox/shopify/cost/query-cost.ts'
import { connectionFactor } from '../../../sandbox/shopify/cost/cost-rule.ts'
import { publishedSchema } from '../../../sandbox/shopify/graphql/published-schema.ts'
import { ensureShopifySchemas } from '../../../scripts/fetch-shopify-schema.mjs'

const level = 'quantities(names: ["available", "on_hand", "committed"]) { name quantity }'
const setInput = '{ name: "available", reason: "correction", quantities: [] }'

/** The table of shopify-facts 2.1: operation, cost. */
const table: readonly (readonly [string, string, number])[] = [
  [
    'levels of a location',
    `{ location(id: "x") { inventoryLevels(first: 250) { nodes { id ${level} item { id } } pageInfo { endCursor } } } }`,
    36,
  ],
  [
    'levels of a location with variants and products',
    `{ location(id: "x") { inventoryLevels(first: 250) { nodes { ${level} item { id variants(first: 2) { nodes { id product { id } } } } } } } }`,
    80,
  ],
  [
    'items with 10 levels',
    `{ inventoryItems(first: 250) { nodes { id inventoryLevels(first: 10) { nodes { ${level} location { id } } } } } }`,
    167,
  ],
  [
    'items with 50 levels',
    `{ inventoryItems(first: 250) { nodes { id inventoryLevels(first: 50) { nodes { ${level} location { id } } } } } }`,
    266,
  ],
  [
    'variants with a metafield',
    '{ productVariants(first: 250) { nodes { id inventoryItem { id tracked } metafield(key: "k") { value } product { id } } } }',
    46,
  ],
  [
    'variants with 10 levels',
    `{ productVariants(first: 250) { nodes { inventoryItem { inventoryLevels(first: 10) { nodes { ${level} location { id } } } } product { id } } } }`,
    189,
  ],
  [
    'nodes with 10 levels',
    `query($ids: [ID!]!) { nodes(ids: $ids) { ... on InventoryItem { inventoryLevels(first: 10) { nodes { ${level} location { id } } } } } }`,
    15,
  ],
  [
    'nodes with one level',
    `query($ids: [ID!]!) { nodes(ids: $ids) { ... on InventoryItem { id inventoryLevel(locationId: "x", includeInactive: true) { id ${level} } } } }`,
    3,
  ],
  [
    'nodes with two aliased levels',
    `query($ids: [ID!]!) { nodes(ids: $ids) { ... on InventoryItem { a: inventoryLevel(locationId: "x") { ${level} } b: inventoryLevel(locationId: "y") { ${level} } } } }`,
    5,
  ],
  ['locations', '{ locations(first: 250, includeLegacy: true) { nodes { id name isActive } pageInfo { hasNextPage endCursor } } }', 13],
  [
    'an order with its fulfilment orders',
    '{ order(id: "x") { fulfillmentOrders(first: 20) { nodes { status supportedActions { action } assignedLocation { name location { id } } lineItems(first: 50) { nodes { remainingQuantity lineItem { id } } } } } } }',
    103,
  ],
  [
    'orders with lines',
    '{ orders(first: 50) { nodes { lineItems(first: 50) { nodes { quantity variant { inventoryItem { id } } } } } } }',
    170,
  ],
  [
    'inventorySetQuantities',
    `mutation { inventorySetQuantities(input: ${setInput}) { inventoryAdjustmentGroup { id } userErrors { field message } } }`,
    10,
  ],
  [
    'inventorySetQuantities with changes',
    `mutation { inventorySetQuantities(input: ${setInput}) { inventoryAdjustmentGroup { changes { item { id } location { id } } } userErrors { code } } }`,
    13,
  ],
  [
    'inventoryActivate',
    `mutation { inventoryActivate(inventoryItemId: "x", locationId: "y") { inventoryLevel { id ${level} } userErrors { message } } }`,
    11,
  ],
  [
    'inventoryItemUpdate',
    'mutation { inventoryItemUpdate(id: "x", input: { tracked: true }) { inventoryItem { id } userErrors { message } } }',
    10,
  ],
  [
    'fulfillmentCreate',
    'mutation { fulfillmentCreate(fulfillment: { lineItemsByFulfillmentOrder: [] }) { fulfillment { id trackingInfo { number } } userErrors { message } } }',
    11,
  ],
  ['metafieldsSet', 'mutation { metafieldsSet(metafields: []) { metafields { id } userErrors { message } } }', 10],
  ['webhook subscriptions', '{ webhookSubscriptions(first: 50) { nodes { id topic uri } pageInfo { endCursor } } }', 9],
  ['shop and installation', '{ shop { name plan { publicDisplayName } } currentAppInstallation { accessScopes { handle } } }', 4],
  ['the documented example', '{ product(id: "x") { variants(first: 250) { nodes { inventoryItem { id tracked } } } } }', 25],
]

describe('requested query cost', () => {
  before(async function () {
    this.timeout(120_000)
    await ensureShopifySchemas()
  })

  for (const [name, text, cost] of table) {
    it(`charges ${cost} for ${name}`, () => assert.equal(costOf(text), cost))
  }

  it('counts a connection by the logarithm of its size', () => {
    const factors = [1, 2, 3, 5, 10, 20, 25, 50, 100, 200, 250].map(connectionFactor)
    assert.deepEqual(factors, [1, 1, 2, 3, 4, 5, 6, 7, 9, 10, 11])
  })

  it('takes page sizes from variables', () => {
    const text = 'query($n: Int) { locations(first: $n) { nodes { id } } }'
    assert.deepEqual([costOf(text, { n: 250 }), costOf(text, { n: 10 })], [13, 6])
  })

  it('counts a field that is selected twice once', () => {
    assert.equal(costOf('{ shop { name } ...again } fragment again on QueryRoot { shop { id } }'), 1)
  })

  it('does not charge what is skipped', () => {
    assert.equal(costOf('query($no: Boolean!) { shop { id } location @include(if: $no) { id } }', { no: false }), 1)
  })

  it('charges only the base for a connection without nodes', () => {
    assert.equal(costOf('{ locations(first: 250) { pageInfo { hasNextPage } } }'), 2)
  })

  it('charges nodes in both places where they are selected', () => {
    assert.equal(costOf('{ locations(first: 10) { nodes { id } edges { cursor node { id } } } }'), 2 + 4 * 2)
  })

  it('charges ten for a count at the root and one elsewhere', () => {
    assert.equal(costOf('{ ordersCount { count } inventoryItem(id: "x") { locationsCount { count } } }'), 12)
  })

  it('takes the dearest of the types behind an interface', () => {
    const text = '{ node(id: "x") { id ... on InventoryItem { inventoryLevel(locationId: "x") { item { id } } } ... on Location { id } } }'
    assert.equal(costOf(text), 3)
  })
})

function costOf(text: string, variables: Record<string, unknown> = { ids: [] }): number {
  const { schema } = publishedSchema('2026-10')
  const document = parse(text)
  assert.deepEqual(validate(schema, document), [])
  const operation = getOperationAST(document)
  assert.ok(operation)
  const values = getVariableValues(schema, operation.variableDefinitions ?? [], variables)
  assert.ok(values.coerced)
  const fragments = document.definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION)
  const context = {
    schema,
    variables: values.coerced,
    fragments: Object.fromEntries(fragments.map((fragment) => [fragment.name.value, fragment])),
  }
  return requestedCost(context, operation)
}
