import { valueFromASTUntyped, type FieldNode } from 'graphql'
import type { SelectionContext } from './selection.ts'

/** How many nodes a connection is asked for: the larger of `first` and `last`, one when neither is given. */
export function pageSize(context: SelectionContext, field: FieldNode): number {
  const sizes = (field.arguments ?? [])
    .filter((argument) => argument.name.value === 'first' || argument.name.value === 'last')
    .map((argument) => valueFromASTUntyped(argument.value, context.variables))
    .filter((value) => typeof value === 'number')
  return Math.max(1, ...sizes)
}
