import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { buildClientSchema, extendSchema, parse, type GraphQLSchema, type IntrospectionQuery } from 'graphql'
import { schemaDirectory } from '../../../scripts/fetch-shopify-schema.mjs'
import { isPlainObject } from '../../../src/base/plain-object.ts'

/** What a type or a field may be read with: any one of the scopes is enough. */
export interface AccessRule {
  /** `Type` or `Type.field`. */
  readonly subject: string
  readonly scopes: readonly string[]
  /** Shopify's own words for it. */
  readonly required: string
}

/** One version of the Admin API as Shopify publishes it. */
export interface PublishedSchema {
  readonly version: string
  readonly schema: GraphQLSchema
  readonly access: readonly AccessRule[]
}

const built = new Map<string, PublishedSchema>()

/** The published schema of a version; built once per process, which takes about half a second. */
export function publishedSchema(version: string): PublishedSchema {
  const known = built.get(version)
  if (known !== undefined) return known
  const file: unknown = JSON.parse(gunzipSync(readFileSync(join(schemaDirectory, `admin_${version}.json.gz`))).toString('utf8'))
  if (!isPlainObject(file) || !isIntrospection(file['data'])) throw new Error(`the introspection of ${version} is not readable`)
  const schema = withBarcodes(version, buildClientSchema(file['data'], { assumeValid: true }))
  const published = { version, schema, access: accessRules(file['offline_scopes']) }
  built.set(version, published)
  return published
}

/**
 * The published introspection of 2026-10 was taken before the version was complete: it lacks the barcodes of a variant
 * (shopify-orders-facts 0.2, 0.7), which are added as Shopify documents them.
 */
export function withBarcodes(version: string, schema: GraphQLSchema): GraphQLSchema {
  if (version < '2026-10' || schema.getType('ProductVariantBarcodeConnection') !== undefined) return schema
  return extendSchema(schema, parse(barcodes), { assumeValid: true })
}

const barcodes = `
enum BarcodeType { ASIN EAN GTIN ISBN UPC }
type ProductVariantBarcode { type: BarcodeType value: String! }
type ProductVariantBarcodeEdge { cursor: String! node: ProductVariantBarcode! }
type ProductVariantBarcodeConnection { edges: [ProductVariantBarcodeEdge!]! nodes: [ProductVariantBarcode!]! pageInfo: PageInfo! }
extend type ProductVariant {
  barcodes(first: Int, after: String, last: Int, before: String, reverse: Boolean = false): ProductVariantBarcodeConnection!
}
`

function accessRules(scopes: unknown): AccessRule[] {
  const items = isPlainObject(scopes) && Array.isArray(scopes['items']) ? scopes['items'] : []
  return items.filter(isPlainObject).flatMap((item) => {
    const { typeName, fieldName, offlineScopes, requiredAccess } = item
    const names = Array.isArray(offlineScopes) ? offlineScopes.filter((scope) => typeof scope === 'string') : []
    if (typeof typeName !== 'string' || names.length === 0) return []
    const subject = typeof fieldName === 'string' ? `${typeName}.${fieldName}` : typeName
    return [{ subject, scopes: names, required: typeof requiredAccess === 'string' ? requiredAccess : '' }]
  })
}

function isIntrospection(data: unknown): data is IntrospectionQuery {
  return isPlainObject(data) && isPlainObject(data['__schema']) && Array.isArray(data['__schema']['types'])
}
