import assert from 'node:assert/strict'
import {
  Kind,
  NoDeprecatedCustomRule,
  parse,
  validate,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql'
import { requestedCost } from '../../../sandbox/shopify/cost/query-cost.ts'
import type { AdminDocument } from '../../../src/adapters/shopify/documents/admin-document.ts'
import { barcodesDocument, firstWithBarcodes } from '../../../src/adapters/shopify/documents/barcodes.ts'
import { installationDocument } from '../../../src/adapters/shopify/documents/installation.ts'
import { levelsDocument } from '../../../src/adapters/shopify/documents/levels.ts'
import { locationsDocument } from '../../../src/adapters/shopify/documents/locations.ts'
import { setQuantitiesDocument } from '../../../src/adapters/shopify/documents/set-quantities.ts'
import { setMetafieldsDocument } from '../../../src/adapters/shopify/documents/set-metafields.ts'
import { variantsDocument, variantsWithMetafieldDocument } from '../../../src/adapters/shopify/documents/variants.ts'
import { variantsOfDocument } from '../../../src/adapters/shopify/documents/variants-of.ts'
import { shopifySchemas } from '../../support/shopify-schema.ts'

/** Every document with the points it may cost. A dearer one is a decision, not an accident. */
const table: readonly (readonly [AdminDocument<unknown>, number])[] = [
  [installationDocument, 3],
  [locationsDocument, 13],
  [variantsDocument, 35],
  [variantsWithMetafieldDocument, 46],
  [variantsOfDocument, 19],
  [levelsDocument(1), 3],
  [levelsDocument(2), 5],
  [levelsDocument(20), 41],
  [setQuantitiesDocument, 10],
  [setMetafieldsDocument, 10],
]

/** Mutations that take no key (shopify-facts 1.2); what they replace is compared in another way. */
const keyless: readonly AdminDocument<unknown>[] = [setMetafieldsDocument]

function operationOf(document: DocumentNode): OperationDefinitionNode {
  const operations = document.definitions.filter((one) => one.kind === Kind.OPERATION_DEFINITION)
  const [operation] = operations
  assert.ok(operation !== undefined && operations.length === 1)
  return operation
}

function costIn(schema: GraphQLSchema, document: DocumentNode): number {
  const named = document.definitions.filter((one): one is FragmentDefinitionNode => one.kind === Kind.FRAGMENT_DEFINITION)
  return requestedCost(
    { schema, fragments: Object.fromEntries(named.map((one) => [one.name.value, one])), variables: {} },
    operationOf(document),
  )
}

describe('the GraphQL documents', () => {
  let schemas: Map<string, GraphQLSchema>
  before(async function () {
    this.timeout(120_000)
    schemas = await shopifySchemas()
  })

  it('are checked against the schemas of 2026-04, 2026-07 and 2026-10', () => {
    assert.deepEqual([...schemas.keys()], ['2026-04', '2026-07', '2026-10'])
  })

  it('ask for all barcodes of a variant from the version on that has them, for 8 points', () => {
    for (const [version, schema] of schemas) {
      const faults = validate(schema, parse(barcodesDocument.text))
      assert.equal(faults.length === 0, version >= firstWithBarcodes, version)
      if (faults.length === 0) assert.equal(costIn(schema, parse(barcodesDocument.text)), barcodesDocument.cost)
    }
  })

  for (const [document, cost] of table) {
    const name = `${document.operation} (${cost} points)`

    it(`${name} is valid in every supported API version`, () => {
      for (const [version, schema] of schemas) {
        const faults = validate(schema, parse(document.text)).map((fault) => fault.message)
        assert.deepEqual(faults, [], version)
      }
    })

    it(`${name} costs in every version what it says and what the table allows`, () => {
      assert.equal(document.cost, cost)
      for (const [version, schema] of schemas) assert.equal(costIn(schema, parse(document.text)), cost, version)
    })

    it(`${name} selects nothing that Shopify calls deprecated`, () => {
      for (const [version, schema] of schemas) {
        assert.deepEqual(
          validate(schema, parse(document.text), [NoDeprecatedCustomRule]).map((fault) => fault.message),
          [],
          version,
        )
      }
    })

    it(`${name} carries the name and the kind that it says`, () => {
      const operation = operationOf(parse(document.text))
      assert.equal(operation.name?.value, document.operation)
      assert.equal(operation.operation, document.kind === 'write' ? 'mutation' : 'query')
    })
  }

  it('finds a document that does not fit, so that the checks above mean something', () => {
    const schema = schemas.get('2026-10')
    assert.ok(schema !== undefined)
    assert.notDeepEqual(validate(schema, parse('{ shop { myshopifyDomains } }')), [])
  })

  it('carry the idempotency directive on the field of every mutation that takes one', () => {
    for (const [document] of table.filter(([one]) => one.kind === 'write' && !keyless.includes(one))) {
      for (const field of operationOf(parse(document.text)).selectionSet.selections) {
        assert.equal(field.kind, Kind.FIELD)
        assert.deepEqual(
          field.directives?.map((directive) => directive.name.value),
          ['idempotent'],
        )
      }
    }
  })

  it('never select what needs a scope that the app has no use for', () => {
    for (const [document] of table) assert.doesNotMatch(document.text, /staffMember|(?<!\$)\bapp\b/)
  })
})

describe('the check of an answer', () => {
  const level = (names: readonly string[]) => ({ isActive: true, quantities: names.map((name) => ({ name, quantity: 3 })) })
  const item = { id: 'gid://shopify/InventoryItem/1', sku: null, tracked: true }

  it('takes what was asked for', () => {
    assert.ok(levelsDocument(1).isAnswer({ nodes: [{ ...item, at0: level(['available', 'on_hand']) }, null, {}, { ...item, at0: null }] }))
    assert.ok(setQuantitiesDocument.isAnswer({ inventorySetQuantities: { inventoryAdjustmentGroup: null, userErrors: [] } }))
    assert.ok(
      installationDocument.isAnswer({
        shop: { myshopifyDomain: 'a' },
        currentAppInstallation: { accessScopes: [{ handle: 'read_inventory' }] },
      }),
    )
  })

  it('refuses a level that does not tell both quantities, so that nothing is taken for zero', () => {
    assert.equal(levelsDocument(1).isAnswer({ nodes: [{ ...item, at0: level(['available']) }] }), false)
    assert.equal(levelsDocument(1).isAnswer({ nodes: [{ ...item, at0: level(['on_hand']) }] }), false)
  })

  it('refuses an answer without data, and a payload that is null', () => {
    for (const [document] of table)
      for (const data of [undefined, null, {}, [], 'x']) assert.equal(document.isAnswer(data), false, document.operation)
    assert.equal(setQuantitiesDocument.isAnswer({ inventorySetQuantities: null }), false)
    assert.equal(setMetafieldsDocument.isAnswer({ metafieldsSet: null }), false)
  })
})
