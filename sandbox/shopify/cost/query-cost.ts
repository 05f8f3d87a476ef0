import {
  OperationTypeNode,
  getNamedType,
  isAbstractType,
  isObjectType,
  Kind,
  type GraphQLAbstractType,
  type GraphQLObjectType,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql'
import { connectionBase, connectionFactor, dearLeaves, freeTypes, mutationCost, rootCountCost, specialMutationCost } from './cost-rule.ts'
import { pageSize } from './page-size.ts'
import { conditionsOf, fieldsOf, type MergedField, type SelectionContext } from './selection.ts'

/** The points that are charged before an operation runs: `requestedQueryCost` (shopify-facts 2.1). */
export function requestedCost(context: SelectionContext, operation: OperationDefinitionNode): number {
  const mutation = operation.operation === OperationTypeNode.MUTATION
  const root = mutation ? context.schema.getMutationType() : context.schema.getQueryType()
  if (!root) return 0
  const fields = fieldsOf(context, root, [operation.selectionSet])
  if (mutation)
    return sum(fields, (field) => (specialMutationCost[field.node.name.value] ?? mutationCost) + payloadCost(context, root, field))
  return sum(fields, (field) => (isRootCount(root, field) ? rootCountCost : fieldCost(context, root, field)))
}

/** Points of a field with everything below it. */
export function fieldCost(context: SelectionContext, parent: GraphQLObjectType, field: MergedField): number {
  const type = typeOf(parent, field)
  if (isObjectType(type)) {
    if (freeTypes.has(type.name)) return 0
    if (isConnection(type))
      return connectionBase + connectionFactor(pageSize(context, field.node)) * nodesCost(context, type, field.selectionSets)
    return 1 + childrenCost(context, type, field.selectionSets)
  }
  if (isAbstractType(type)) return 1 + dearestCost(context, type, field.selectionSets)
  return dearLeaves.has(`${parent.name}.${field.node.name.value}`) ? 1 : 0
}

/** Points of what is selected below an object. */
function childrenCost(context: SelectionContext, type: GraphQLObjectType, sets: readonly SelectionSetNode[]): number {
  return sum(fieldsOf(context, type, sets), (field) => fieldCost(context, type, field))
}

/** Points of one node of a connection, in each of the places where nodes are selected. */
export function nodesCost(context: SelectionContext, connection: GraphQLObjectType, sets: readonly SelectionSetNode[]): number {
  return sum(fieldsOf(context, connection, sets), (field) => {
    const type = typeOf(connection, field)
    if (field.node.name.value === 'nodes') return fieldCost(context, connection, field)
    if (field.node.name.value !== 'edges' || !isObjectType(type)) return 0
    const node = fieldsOf(context, type, field.selectionSets).filter((inner) => inner.node.name.value === 'node')
    return sum(node, (inner) => fieldCost(context, type, inner))
  })
}

export function isConnection(type: GraphQLObjectType): boolean {
  return type.name.endsWith('Connection') && type.getFields()['pageInfo'] !== undefined
}

export function typeOf(parent: GraphQLObjectType, field: MergedField): ReturnType<typeof getNamedType> | undefined {
  const found = parent.getFields()[field.node.name.value]
  return found && getNamedType(found.type)
}

/** The objects right below a mutation's payload are free, what is below them costs as usual. */
function payloadCost(context: SelectionContext, root: GraphQLObjectType, field: MergedField): number {
  const payload = typeOf(root, field)
  if (!isObjectType(payload)) return 0
  return sum(fieldsOf(context, payload, field.selectionSets), (inner) => {
    const type = typeOf(payload, inner)
    if (isObjectType(type) && !isConnection(type)) return childrenCost(context, type, inner.selectionSets)
    if (isAbstractType(type)) return dearestCost(context, type, inner.selectionSets)
    return fieldCost(context, payload, inner)
  })
}

/** Of the concrete types behind an interface or union, the one whose fields cost most. */
function dearestCost(context: SelectionContext, type: GraphQLAbstractType, sets: readonly SelectionSetNode[]): number {
  const possible = context.schema.getPossibleTypes(type)
  const conditions = conditionsOf(context, sets)
  const throughAbstract = [...conditions].some((name) => isAbstractType(context.schema.getType(name)) && name !== type.name)
  const named = possible.filter((candidate) => conditions.has(candidate.name))
  const other = possible.find((candidate) => !conditions.has(candidate.name))
  const candidates = throughAbstract ? possible : other === undefined ? named : [...named, other]
  return Math.max(0, ...candidates.map((candidate) => childrenCost(context, candidate, sets)))
}

function isRootCount(root: GraphQLObjectType, field: MergedField): boolean {
  return field.node.kind === Kind.FIELD && typeOf(root, field)?.name === 'Count'
}

function sum<T>(list: readonly T[], cost: (entry: T) => number): number {
  return list.reduce((total, entry) => total + cost(entry), 0)
}
