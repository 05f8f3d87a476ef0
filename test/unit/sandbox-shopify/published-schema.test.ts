import assert from 'node:assert/strict'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { publishedSchema } from '../../../sandbox/shopify/graphql/published-schema.ts'
import { ensureShopifySchemas, schemaDirectory, schemaVersions } from '../../../scripts/fetch-shopify-schema.mjs'

describe('the published schemas', () => {
  before(async function () {
    this.timeout(120_000)
    assert.equal(await ensureShopifySchemas(), schemaDirectory)
  })

  for (const version of schemaVersions) {
    it(`know the mutation, the directive and the scopes of ${version}`, () => {
      const { schema, access } = publishedSchema(version)
      assert.ok(schema.getMutationType()?.getFields()['inventorySetQuantities'])
      assert.deepEqual(schema.getDirective('idempotent')?.locations, ['FIELD'])
      assert.deepEqual(access.find((rule) => rule.subject === 'Mutation.inventorySetQuantities')?.scopes, ['write_inventory'])
    })
  }

  it('drop the code for items that are not stocked in 2026-10 only', () => {
    const known = (version: string) =>
      JSON.stringify(publishedSchema(version).schema.getType('InventorySetQuantitiesUserErrorCode')?.toConfig())
    const holders = schemaVersions.filter((version) => known(version).includes('ITEM_NOT_STOCKED_AT_LOCATION'))
    assert.deepEqual(holders, ['2026-04', '2026-07'])
  })

  it('are not fetched a second time', async () => {
    const stamps = () =>
      Promise.all(schemaVersions.map(async (version) => (await stat(join(schemaDirectory, `admin_${version}.json.gz`))).mtimeMs))
    const before = await stamps()
    await ensureShopifySchemas()
    assert.deepEqual(await stamps(), before)
  })
})
