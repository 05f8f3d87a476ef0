import {
  isAbstractType,
  Kind,
  valueFromASTUntyped,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql'

/** What a cost is reckoned on. */
export interface SelectionContext {
  readonly schema: GraphQLSchema
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>
  readonly variables: Readonly<Record<string, unknown>>
}

/** A field as it will stand in the answer, with everything selected below it in any place. */
export interface MergedField {
  readonly key: string
  readonly node: FieldNode
  readonly selectionSets: readonly SelectionSetNode[]
}

/** The fields that a selection yields for an object of that type; the same response key twice is one field. */
export function fieldsOf(context: SelectionContext, type: GraphQLObjectType, sets: readonly SelectionSetNode[]): MergedField[] {
  const fields = new Map<string, { key: string; node: FieldNode; selectionSets: SelectionSetNode[] }>()
  const take = (selection: SelectionNode): void => {
    if (!included(context, selection)) return
    if (selection.kind === Kind.FIELD) {
      const key = selection.alias?.value ?? selection.name.value
      let field = fields.get(key)
      if (field === undefined) fields.set(key, (field = { key, node: selection, selectionSets: [] }))
      if (selection.selectionSet !== undefined) field.selectionSets.push(selection.selectionSet)
      return
    }
    const inner = opened(context, selection)
    if (inner !== undefined && applies(context.schema, inner.on, type)) inner.set.selections.forEach(take)
  }
  for (const set of sets) set.selections.forEach(take)
  return [...fields.values()]
}

/** The names of all types that a selection has conditions on, at its own height. */
export function conditionsOf(context: SelectionContext, sets: readonly SelectionSetNode[]): Set<string> {
  const names = new Set<string>()
  const look = (selection: SelectionNode): void => {
    const inner = selection.kind === Kind.FIELD ? undefined : opened(context, selection)
    if (inner === undefined) return
    if (inner.on !== undefined) names.add(inner.on)
    inner.set.selections.forEach(look)
  }
  for (const set of sets) set.selections.forEach(look)
  return names
}

function included(context: SelectionContext, selection: SelectionNode): boolean {
  return (selection.directives ?? []).every(({ name, arguments: given }) => {
    const condition = given?.find((argument) => argument.name.value === 'if')
    const value = condition && valueFromASTUntyped(condition.value, context.variables)
    return name.value === 'skip' ? value !== true : name.value !== 'include' || value !== false
  })
}

function opened(context: SelectionContext, selection: SelectionNode): { on: string | undefined; set: SelectionSetNode } | undefined {
  if (selection.kind === Kind.INLINE_FRAGMENT) return { on: selection.typeCondition?.name.value, set: selection.selectionSet }
  if (selection.kind !== Kind.FRAGMENT_SPREAD) return undefined
  const fragment = context.fragments[selection.name.value]
  return fragment && { on: fragment.typeCondition.name.value, set: fragment.selectionSet }
}

function applies(schema: GraphQLSchema, on: string | undefined, type: GraphQLObjectType): boolean {
  if (on === undefined || on === type.name) return true
  const condition = schema.getType(on)
  return isAbstractType(condition) && schema.isSubType(condition, type)
}
