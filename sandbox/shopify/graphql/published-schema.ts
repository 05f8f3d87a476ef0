import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { buildClientSchema, type GraphQLSchema, type IntrospectionQuery } from 'graphql'
import { schemaDirectory } from '../../../scripts/fetch-shopify-schema.mjs'
import { isPlainObject } from '../../../src/plain-object.ts'

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
  const published = { version, schema: buildClientSchema(file['data'], { assumeValid: true }), access: accessRules(file['offline_scopes']) }
  built.set(version, published)
  return published
}

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
