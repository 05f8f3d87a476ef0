import { OperationTypeNode, isAbstractType, isObjectType, type GraphQLObjectType, type OperationDefinitionNode } from 'graphql'
import { connectionBase, connectionFactor, mutationCost } from './cost-rule.ts'
import { pageSize } from './page-size.ts'
import { fieldCost, isConnection, nodesCost, requestedCost, typeOf } from './query-cost.ts'
import { fieldsOf, type MergedField, type SelectionContext } from './selection.ts'
import { isPlainObject } from '../../../src/base/plain-object.ts'

/**
 * The points that an operation has cost in the end: `actualQueryCost`. A connection counts for what it returned, a
 * missing object one point, a mutation that was refused or changed nothing its basic ten (shopify-facts 2.1: within a point of the recordings).
 */
export function actualCost(context: SelectionContext, operation: OperationDefinitionNode, data: unknown, requested: number): number {
  const mutation = operation.operation === OperationTypeNode.MUTATION
  const root = mutation ? context.schema.getMutationType() : context.schema.getQueryType()
  if (!root || !isPlainObject(data)) return mutation ? mutationCost : 0
  const fields = fieldsOf(context, root, [operation.selectionSet])
  const cost = mutation
    ? fields.some((field) => refused(data[field.key]))
      ? mutationCost * fields.length
      : requestedCost(context, operation)
    : fields.reduce((total, field) => total + spent(context, root, field, data[field.key]), 0)
  return Math.min(requested, cost)
}

function spent(context: SelectionContext, parent: GraphQLObjectType, field: MergedField, value: unknown): number {
  const full = fieldCost(context, parent, field)
  if (full === 0) return 0
  if (value === null || value === undefined) return 1
  const type = typeOf(parent, field)
  if (isObjectType(type) && isConnection(type)) {
    const size = pageSize(context, field.node)
    const share = (connectionFactor(size) * returned(value)) / size
    return connectionBase + Math.ceil(share * nodesCost(context, type, field.selectionSets))
  }
  if (isAbstractType(type) || Array.isArray(value) || !isObjectType(type) || !isPlainObject(value)) return full
  return 1 + fieldsOf(context, type, field.selectionSets).reduce((total, inner) => total + spent(context, type, inner, value[inner.key]), 0)
}

function returned(connection: unknown): number {
  if (!isPlainObject(connection)) return 0
  return Math.max(0, ...Object.values(connection).map((value) => (Array.isArray(value) ? value.length : 0)))
}

/** Refused, or nothing was changed: an adjustment of zero has cost ten of its thirteen points. */
function refused(payload: unknown): boolean {
  if (!isPlainObject(payload) || payload['inventoryAdjustmentGroup'] === null) return true
  return Object.entries(payload).some(([key, value]) => key === 'userErrors' && Array.isArray(value) && value.length > 0)
}
