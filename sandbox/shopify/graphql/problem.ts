import { Kind, visit, type ASTNode, type DocumentNode, type GraphQLError, type GraphQLFormattedError } from 'graphql'

/** A document that does not fit the schema, worded as Shopify words it where that is known, with the place in the document. */
export function validationProblem(document: DocumentNode, error: GraphQLError): GraphQLFormattedError {
  const path = pathOf(document, error.nodes?.[0])
  const tell = (message: string, extensions: Record<string, unknown>) => told(error, message, extensions, path)
  const field = /^Cannot query field "(\w+)" on type "(\w+)"/.exec(error.message)
  if (field !== null) {
    const [, fieldName = '', typeName = ''] = field
    return tell(`Field '${fieldName}' doesn't exist on type '${typeName}'`, { code: 'undefinedField', typeName, fieldName })
  }
  const missing = /^(?:Argument "\w+\.(\w+)\((\w+):\)"|Field "(\w+)" argument "(\w+)") of type "[^"]+" is required/.exec(error.message)
  if (missing !== null) {
    const [name, argument] = [missing[1] ?? missing[3] ?? '', missing[2] ?? missing[4] ?? '']
    const extensions = { code: 'missingRequiredArguments', className: 'Field', name, arguments: argument }
    return tell(`Field '${name}' is missing required arguments: ${argument}`, extensions)
  }
  if (error.message.startsWith('Directive "@idempotent" may not be used on MUTATION')) {
    const extensions = { code: 'directiveCannotBeApplied', targetName: 'mutations', name: 'idempotent' }
    return tell("'@idempotent' can't be applied to mutations (allowed: fields)", extensions)
  }
  return tell(error.message, { code: 'invalidDocument' })
}

/** A variable that does not fit its type in a way that is not known beforehand. */
export function variableProblem(error: GraphQLError): GraphQLFormattedError {
  return told(error, error.message, { code: 'INVALID_VARIABLE', problems: [{ path: [], explanation: error.message }] })
}

/** An error with the place in the document that it is about. */
export function told(
  error: GraphQLError,
  message: string,
  extensions: Record<string, unknown>,
  path?: readonly string[],
): GraphQLFormattedError {
  const locations = error.locations === undefined ? {} : { locations: error.locations }
  return { message, ...locations, ...(path === undefined ? {} : { path }), extensions }
}

/** The line and the column at which a part of a document begins. */
export function placeOf(node: ASTNode): Pick<GraphQLFormattedError, 'locations'> {
  const start = node.loc?.startToken
  return start === undefined ? {} : { locations: [{ line: start.line, column: start.column }] }
}

/** The way from the operation to a part of a document, as Shopify tells it: `query Name`, the fields, the argument. */
export function pathOf(document: DocumentNode, wanted: ASTNode | undefined): string[] | undefined {
  if (wanted === undefined) return undefined
  const stack: string[] = []
  let found: string[] | undefined
  visit(document, {
    enter(node) {
      const name = stepOf(node)
      if (name !== undefined) stack.push(name)
      if (node === wanted) found ??= [...stack]
    },
    leave(node) {
      if (stepOf(node) !== undefined) stack.pop()
    },
  })
  return found
}

function stepOf(node: ASTNode): string | undefined {
  if (node.kind === Kind.OPERATION_DEFINITION) return [node.operation, node.name?.value ?? ''].join(' ').trim()
  if (node.kind === Kind.FRAGMENT_DEFINITION) return `fragment ${node.name.value}`
  if (node.kind === Kind.FIELD) return node.alias?.value ?? node.name.value
  return node.kind === Kind.ARGUMENT ? node.name.value : undefined
}
