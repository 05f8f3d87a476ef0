import type { GraphQLFieldResolver } from 'graphql'
import type { FieldAccess } from './field-access.ts'
import { refusal } from './refusal.ts'
import { isView, type Arguments } from './view.ts'

/** Reads every field of every view. A field that a view does not have is refused by name, never answered with null. */
export function fieldResolver(access: FieldAccess): GraphQLFieldResolver<unknown, unknown, Arguments> {
  return (source, args, _context, info) => {
    const denied = access.refusalOf(info)
    if (denied !== undefined) throw denied
    const value = isView(source) ? source[info.fieldName] : undefined
    if (value === undefined) {
      throw refusal('NOT_SIMULATED', `The simulated Shopify has no ${info.parentType.name}.${info.fieldName}`)
    }
    return typeof value === 'function' ? value(args, info) : value
  }
}
