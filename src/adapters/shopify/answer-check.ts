import { Ajv, type ValidateFunction } from 'ajv'

const ajv = new Ajv({ allowUnionTypes: true, strict: true })

/**
 * A check of the `data` of an answer by a JSON schema, so that nothing is taken from an answer on trust. `Answer` is the
 * type that `FromSchema` makes of the schema, or a wider one.
 */
export function answerCheck<Answer>(schema: object): (data: unknown) => data is Answer {
  // Compiled when the first answer comes: most documents are never sent.
  let compiled: ValidateFunction<Answer> | undefined
  return (data): data is Answer => (compiled ??= ajv.compile<Answer>(schema))(data)
}
