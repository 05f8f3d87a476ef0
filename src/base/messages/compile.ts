import { Ajv, type AnySchema, type ErrorObject, type ValidateFunction } from 'ajv'
import { isDateTime } from './date-time.ts'

const ajv = new Ajv({ allowUnionTypes: true, strict: true, formats: { 'date-time': isDateTime } })

/** A type guard by a schema; after a value that does not fit, `errors` says why. */
export interface SchemaCheck<T> {
  (value: unknown): value is T
  errors?: ErrorObject[] | null
}

/**
 * A type guard by a schema of this package. `T` must be what the schema describes (`FromSchema`). The schema is compiled when the
 * first value comes, because a flow never uses them all, and compiling them takes most of the time of a start.
 */
export function compile<T>(schema: AnySchema): SchemaCheck<T> {
  let compiled: ValidateFunction<T> | undefined
  const check: SchemaCheck<T> = (value: unknown): value is T => {
    compiled ??= ajv.compile<T>(schema)
    const fits = compiled(value)
    check.errors = compiled.errors ?? null
    return fits
  }
  return check
}
