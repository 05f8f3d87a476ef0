import {
  Kind,
  TypeInfo,
  getNamedType,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type GraphQLFormattedError,
  type GraphQLSchema,
} from 'graphql'
import { badGlobalId } from '../model/gid.ts'
import { pathOf, placeOf } from './problem.ts'

/** Ids written into a document that are no global ids: they refuse the whole call, before anything runs. */
export function literalIdErrors(schema: GraphQLSchema, document: DocumentNode): GraphQLFormattedError[] {
  const types = new TypeInfo(schema)
  const errors: GraphQLFormattedError[] = []
  visit(
    document,
    visitWithTypeInfo(types, {
      enter(node) {
        if (node.kind !== Kind.STRING || getNamedType(types.getInputType())?.name !== 'ID') return
        const message = badGlobalId(node.value)
        if (message === undefined) return
        const field = fieldPath(document, node)
        errors.push({ message, ...field, extensions: { code: 'argumentLiteralsIncompatible', typeName: 'CoercionError' } })
      },
    }),
  )
  return errors
}

function fieldPath(document: DocumentNode, wanted: unknown): Pick<GraphQLFormattedError, 'locations' | 'path'> {
  let found: Pick<GraphQLFormattedError, 'locations' | 'path'> = {}
  visit(document, {
    Field(field) {
      for (const argument of field.arguments ?? []) {
        visit(argument, {
          enter(node) {
            const path = node === wanted ? pathOf(document, argument) : undefined
            if (path !== undefined) found = { ...placeOf(field), path }
          },
        })
      }
    },
  })
  return found
}
