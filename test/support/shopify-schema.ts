import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { buildClientSchema, type GraphQLSchema, type IntrospectionQuery } from 'graphql'
import { withBarcodes } from '../../sandbox/shopify/graphql/published-schema.ts'
import { ensureShopifySchemas, schemaVersions } from '../../scripts/fetch-shopify-schema.mjs'

const unzip = promisify(gunzip)

/** Shopify's own schema of each supported API version, oldest first. */
export async function shopifySchemas(): Promise<Map<string, GraphQLSchema>> {
  const directory = await ensureShopifySchemas()
  const schemas = new Map<string, GraphQLSchema>()
  for (const version of schemaVersions) {
    const file: { data: IntrospectionQuery } = JSON.parse(
      (await unzip(await readFile(join(directory, `admin_${version}.json.gz`)))).toString('utf8'),
    )
    schemas.set(version, withBarcodes(version, buildClientSchema(file.data)))
  }
  return schemas
}
