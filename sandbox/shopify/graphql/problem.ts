import type { GraphQLError, GraphQLFormattedError } from 'graphql'

/** A document that does not fit the schema, worded as Shopify words it where that is known. */
export function validationProblem(error: GraphQLError): GraphQLFormattedError {
  const field = /^Cannot query field "(\w+)" on type "(\w+)"/.exec(error.message)
  if (field !== null) {
    const [, fieldName = '', typeName = ''] = field
    return told(error, `Field '${fieldName}' doesn't exist on type '${typeName}'`, { code: 'undefinedField', typeName, fieldName })
  }
  if (error.message.startsWith('Directive "@idempotent" may not be used on MUTATION')) {
    return told(error, "'@idempotent' can't be applied to mutations (allowed: fields)", {
      code: 'directiveCannotBeApplied',
      targetName: 'mutations',
      name: 'idempotent',
    })
  }
  return told(error, error.message, { code: 'invalidDocument' })
}

/** A variable that does not fit its type (shopify-facts 1.2). */
export function variableProblem(error: GraphQLError): GraphQLFormattedError {
  const found = /^Variable "\$(\w+)" got invalid value .*?(?: at "([^"]+)")?; (.*)$/s.exec(error.message)
  const path = (found?.[2] ?? '')
    .split(/[.[\]]+/)
    .filter((part) => part !== '')
    .slice(1)
  const explanation = found?.[3] ?? error.message
  const problems = [{ path: path.map((part) => (/^\d+$/.test(part) ? Number(part) : part)), explanation }]
  const name = found?.[1]
  const message = name === undefined ? error.message : `Variable $${name} was provided invalid value for ${path.join('.')} (${explanation})`
  return told(error, message, { code: 'INVALID_VARIABLE', problems })
}

/** An error with the place in the document that it is about. */
export function told(error: GraphQLError, message: string, extensions: Record<string, unknown>): GraphQLFormattedError {
  return { message, ...(error.locations === undefined ? {} : { locations: error.locations }), extensions }
}
