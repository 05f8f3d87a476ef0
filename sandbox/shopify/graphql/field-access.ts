import { getNamedType, type GraphQLError, type GraphQLResolveInfo } from 'graphql'
import type { PublishedSchema } from './published-schema.ts'
import { refusal } from './refusal.ts'

/** Refuses fields for which the app has no scope; the scopes of every type and field are part of the published schema. */
export class FieldAccess {
  readonly #denied: ReadonlyMap<string, string>

  constructor(published: PublishedSchema, scopes: readonly string[]) {
    const granted = (rule: { readonly scopes: readonly string[] }) =>
      rule.scopes.some((scope) => scopes.includes(scope) || scopes.includes(implying(scope)))
    this.#denied = new Map(published.access.filter((rule) => !granted(rule)).map((rule) => [rule.subject, rule.required]))
  }

  /** The refusal of a field, by its own rule or by that of the type it returns; undefined when it may be read. */
  refusalOf(info: GraphQLResolveInfo): GraphQLError | undefined {
    if (this.#denied.size === 0) return undefined
    const required = this.#denied.get(`${info.parentType.name}.${info.fieldName}`) ?? this.#denied.get(getNamedType(info.returnType).name)
    if (required === undefined) return undefined
    return refusal('ACCESS_DENIED', `Access denied for ${info.fieldName} field. Required access: ${required}`, {
      documentation: 'https://shopify.dev/api/usage/access-scopes',
      requiredAccess: required,
    })
  }
}

/** Who may write may read. */
function implying(scope: string): string {
  return scope.replace(/^read_/, 'write_')
}
