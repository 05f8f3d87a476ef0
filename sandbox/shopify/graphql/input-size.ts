import {
  valueFromASTUntyped,
  type FieldNode,
  type GraphQLFormattedError,
  type GraphQLObjectType,
  type OperationDefinitionNode,
} from 'graphql'
import { fieldsOf, type SelectionContext } from '../cost/selection.ts'

/** The longest list in an input (shopify-facts 1.4). Metafields, for one, have a shorter limit of their own. */
const maximumInput = 250

/** The refusal of the first list that is too long, in the arguments of the root fields; undefined when all fit. */
export function oversizedInput(
  context: SelectionContext,
  root: GraphQLObjectType,
  operation: OperationDefinitionNode,
): GraphQLFormattedError | undefined {
  for (const field of fieldsOf(context, root, [operation.selectionSet])) {
    const found = tooLong(argumentsOf(context, field.node), [field.key])
    if (found !== undefined) {
      const message = `The input array size of ${found.size} is greater than the maximum allowed of ${maximumInput}.`
      return { message, path: found.path, extensions: { code: 'MAX_INPUT_SIZE_EXCEEDED' } }
    }
  }
  return undefined
}

function argumentsOf(context: SelectionContext, node: FieldNode): Record<string, unknown> {
  return Object.fromEntries((node.arguments ?? []).map(({ name, value }) => [name.value, valueFromASTUntyped(value, context.variables)]))
}

function tooLong(value: unknown, path: readonly string[]): { size: number; path: readonly string[] } | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  if (Array.isArray(value) && value.length > maximumInput) return { size: value.length, path }
  for (const [name, inner] of Object.entries(value)) {
    const found = tooLong(inner, [...path, name])
    if (found !== undefined) return found
  }
  return undefined
}
