import { Ajv } from 'ajv'

const ajv = new Ajv({ allowUnionTypes: true, strict: true })

/**
 * A check of the `data` of an answer by a JSON schema, so that nothing is taken from an answer on trust. `Answer` is the
 * type that `FromSchema` makes of the schema, or a wider one.
 */
export function answerCheck<Answer>(schema: object): (data: unknown) => data is Answer {
  const validate = ajv.compile<Answer>(schema)
  return (data): data is Answer => validate(data)
}
