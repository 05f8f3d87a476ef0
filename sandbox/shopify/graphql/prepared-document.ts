import {
  GraphQLError,
  Kind,
  parse,
  validate,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLFormattedError,
  type GraphQLSchema,
} from 'graphql'
import { literalIdErrors } from './literal-ids.ts'
import { told, validationProblem } from './problem.ts'

/** A document that fits the schema, or why it does not. */
export type PreparedDocument =
  | { readonly ok: true; readonly document: DocumentNode; readonly fragments: Readonly<Record<string, FragmentDefinitionNode>> }
  | { readonly ok: false; readonly errors: readonly GraphQLFormattedError[] }

/** How many texts are remembered; more than any app sends. */
const remembered = 500

/** Parses and validates each text once. */
export class DocumentCache {
  readonly #schema: GraphQLSchema
  readonly #known = new Map<string, PreparedDocument>()

  constructor(schema: GraphQLSchema) {
    this.#schema = schema
  }

  get(text: string): PreparedDocument {
    const known = this.#known.get(text)
    if (known !== undefined) return known
    if (this.#known.size >= remembered) this.#known.clear()
    const prepared = this.#prepare(text)
    this.#known.set(text, prepared)
    return prepared
  }

  #prepare(text: string): PreparedDocument {
    try {
      const document = parse(text)
      const errors = validate(this.#schema, document)
      if (errors.length > 0) return { ok: false, errors: errors.map((error) => validationProblem(document, error)) }
      const badIds = literalIdErrors(this.#schema, document)
      if (badIds.length > 0) return { ok: false, errors: badIds }
      const definitions = document.definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION)
      return { ok: true, document, fragments: Object.fromEntries(definitions.map((definition) => [definition.name.value, definition])) }
    } catch (error) {
      if (error instanceof GraphQLError) return { ok: false, errors: [told(error, error.message, { code: 'PARSE_ERROR' })] }
      throw error
    }
  }
}
