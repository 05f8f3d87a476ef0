import {
  isEnumType,
  isInputObjectType,
  isInputType,
  isListType,
  isNonNullType,
  isScalarType,
  typeFromAST,
  type GraphQLFormattedError,
  type GraphQLInputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql'
import { isPlainObject } from '../../../src/base/plain-object.ts'
import { badGlobalId } from '../model/gid.ts'
import { placeOf } from './problem.ts'

interface Problem {
  readonly path: readonly (string | number)[]
  readonly explanation: string
  /** Only where the type itself has refused the value. */
  readonly message?: string
}

/**
 * The variables that do not fit their types: one error for each, with all its problems, and the whole call is refused
 * without data (shopify-facts 1.2). An id that is no global id is such a problem, wherever in an input it stands.
 */
export function variableErrors(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  sent: Readonly<Record<string, unknown>>,
): GraphQLFormattedError[] {
  return (operation.variableDefinitions ?? []).flatMap((definition) => {
    const name = definition.variable.name.value
    const type = typeFromAST(schema, definition.type)
    if (type === undefined || !isInputType(type)) return []
    const value = sent[name]
    if (value === undefined && (!isNonNullType(type) || definition.defaultValue !== undefined)) return []
    const [first, ...others] = problemsOf(type, value, [])
    if (first === undefined) return []
    const where = first.path.length === 0 ? '' : ` for ${first.path.join('.')} (${first.explanation})`
    const message = `Variable $${name} of type ${String(type)} was provided invalid value${where}`
    const extensions = { code: 'INVALID_VARIABLE', value: value ?? null, problems: [first, ...others] }
    return [{ message, ...placeOf(definition), extensions }]
  })
}

function problemsOf(type: GraphQLInputType, value: unknown, path: Problem['path']): Problem[] {
  const wrong = (explanation: string): Problem[] => [{ path, explanation }]
  if (isNonNullType(type)) {
    return value === undefined || value === null ? wrong('Expected value to not be null') : problemsOf(type.ofType, value, path)
  }
  if (value === undefined || value === null) return []
  if (isListType(type)) {
    if (!Array.isArray(value)) return problemsOf(type.ofType, value, path)
    return value.flatMap((entry, index) => problemsOf(type.ofType, entry, [...path, index]))
  }
  if (isInputObjectType(type)) {
    if (!isPlainObject(value)) return wrong(`Expected ${JSON.stringify(value)} to be a key-value object.`)
    const fields = type.getFields()
    const unknown = Object.keys(value).filter((name) => !Object.hasOwn(fields, name))
    return [
      ...unknown.map((name) => ({ path: [...path, name], explanation: `Field is not defined on ${type.name}` })),
      ...Object.values(fields).flatMap((field) => {
        if (value[field.name] === undefined && (!isNonNullType(field.type) || field.defaultValue !== undefined)) return []
        return problemsOf(field.type, value[field.name], [...path, field.name])
      }),
    ]
  }
  if (isEnumType(type)) {
    const names = type.getValues().map((one) => one.name)
    return names.some((name) => name === value) ? [] : wrong(`Expected ${JSON.stringify(value)} to be one of: ${names.join(', ')}`)
  }
  if (!isScalarType(type)) return []
  if (type.name === 'ID') {
    const explanation = badGlobalId(value)
    return explanation === undefined ? [] : [{ path, explanation, message: explanation }]
  }
  return fitsScalar(type.name, value) ? [] : wrong(`Could not coerce value ${JSON.stringify(value)} to ${type.name}`)
}

/** Scalars of Shopify's own are taken as they are. */
function fitsScalar(name: string, value: unknown): boolean {
  if (name === 'Int') return Number.isInteger(value) && Math.abs(Number(value)) <= 2 ** 31
  if (name === 'Float') return typeof value === 'number'
  if (name === 'String') return typeof value === 'string'
  return name !== 'Boolean' || typeof value === 'boolean'
}
