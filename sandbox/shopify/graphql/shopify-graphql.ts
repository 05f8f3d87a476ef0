import {
  OperationTypeNode,
  execute,
  getOperationAST,
  valueFromASTUntyped,
  type ExecutionResult,
  type OperationDefinitionNode,
} from 'graphql'
import { actualCost } from '../cost/actual-cost.ts'
import type { CostBucket } from '../cost/cost-bucket.ts'
import { maximumQueryCost } from '../cost/cost-rule.ts'
import { requestedCost } from '../cost/query-cost.ts'
import type { SelectionContext } from '../cost/selection.ts'
import { refusedDocument, throttled, tooDear, type Answer } from './answer.ts'
import { FieldAccess } from './field-access.ts'
import { fieldResolver } from './field-resolver.ts'
import { oversizedInput } from './input-size.ts'
import { mutationRoot } from './mutations/mutation-root.ts'
import { DocumentCache, type PreparedDocument } from './prepared-document.ts'
import { variableProblem } from './problem.ts'
import type { PublishedSchema } from './published-schema.ts'
import { queryRoot } from './query-root.ts'
import type { ShopContext } from './shop-context.ts'
import { variableErrors } from './variable-problems.ts'

/** A GraphQL request as it comes over the wire. */
export interface GraphqlRequest {
  readonly query: string
  readonly variables: Readonly<Record<string, unknown>>
  readonly operationName: string | null
}

/** One version of the Admin API: checks, prices and runs operations. */
export class ShopifyGraphql {
  readonly #published: PublishedSchema
  readonly #documents: DocumentCache
  readonly #bucket: CostBucket
  readonly #resolver: ReturnType<typeof fieldResolver>

  constructor(published: PublishedSchema, scopes: readonly string[], bucket: CostBucket) {
    this.#published = published
    this.#documents = new DocumentCache(published.schema)
    this.#bucket = bucket
    this.#resolver = fieldResolver(new FieldAccess(published, scopes))
  }

  /** Answers a request; with `forceThrottle` as if the budget were used up. */
  async answer(request: GraphqlRequest, context: ShopContext, forceThrottle: boolean): Promise<Answer> {
    const prepared = this.#documents.get(request.query)
    if (!prepared.ok) return refusedDocument(prepared.errors)
    const operation = getOperationAST(prepared.document, request.operationName)
    if (!operation) return refusedDocument([{ message: 'An operation name is required', extensions: { code: 'BAD_REQUEST' } }])
    const selection = {
      schema: this.#published.schema,
      fragments: prepared.fragments,
      variables: givenVariables(operation, request.variables),
    }
    const { schema } = this.#published
    const root = operation.operation === OperationTypeNode.MUTATION ? schema.getMutationType() : schema.getQueryType()
    const oversized = root ? oversizedInput(selection, root, operation) : undefined
    if (oversized !== undefined) return refusedDocument([oversized])
    const unfit = variableErrors(schema, operation, request.variables)
    if (unfit.length > 0) return refusedDocument(unfit)
    const requested = requestedCost(selection, operation)
    if (requested > maximumQueryCost) return tooDear(requested, maximumQueryCost)
    const status = this.#bucket.status()
    if (forceThrottle)
      return throttled(requested, { ...status, currentlyAvailable: Math.min(status.currentlyAvailable, Math.max(0, requested - 1)) })
    if (!this.#bucket.charge(requested)) return throttled(requested, status)
    return this.#run(prepared, operation, selection, request, context, requested)
  }

  async #run(
    prepared: PreparedDocument & { ok: true },
    operation: OperationDefinitionNode,
    selection: SelectionContext,
    request: GraphqlRequest,
    context: ShopContext,
    requested: number,
  ): Promise<Answer> {
    const result = await execute({
      schema: this.#published.schema,
      document: prepared.document,
      operationName: request.operationName,
      variableValues: request.variables,
      rootValue: operation.operation === OperationTypeNode.MUTATION ? mutationRoot(context) : queryRoot(context),
      fieldResolver: this.#resolver,
    })
    if (!('data' in result)) {
      this.#bucket.giveBack(requested)
      return refusedDocument((result.errors ?? []).map(variableProblem))
    }
    const actual = actualCost(selection, operation, result.data, requested)
    this.#bucket.giveBack(requested - actual)
    const cost = { requestedQueryCost: requested, actualQueryCost: actual, throttleStatus: this.#bucket.status() }
    return { body: { ...plain(result), extensions: { cost } }, outcome: outcomeOf(result), requestedCost: requested, actualCost: actual }
  }
}

/** The variables with their defaults, as they were sent: what does not fit its type is found out when the operation runs. */
function givenVariables(operation: OperationDefinitionNode, sent: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const defaults = (operation.variableDefinitions ?? []).flatMap(({ variable, defaultValue }) =>
    defaultValue === undefined ? [] : [[variable.name.value, valueFromASTUntyped(defaultValue)]],
  )
  return { ...Object.fromEntries(defaults), ...sent }
}

function plain(result: ExecutionResult) {
  const errors = result.errors?.map((error) => error.toJSON())
  return errors === undefined ? { data: result.data } : { errors, data: result.data ?? null }
}

function outcomeOf(result: ExecutionResult): Answer['outcome'] {
  if (result.errors !== undefined) return 'errors'
  const payloads = Object.values(result.data ?? {})
  return payloads.some(hasUserErrors) ? 'user-errors' : 'ok'
}

function hasUserErrors(payload: unknown): boolean {
  if (typeof payload !== 'object' || payload === null || !('userErrors' in payload)) return false
  return Array.isArray(payload.userErrors) && payload.userErrors.length > 0
}
