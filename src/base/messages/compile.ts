import { Ajv, type AnySchema, type ValidateFunction } from 'ajv'
import { isDateTime } from './date-time.ts'

const ajv = new Ajv({ allowUnionTypes: true, strict: true, formats: { 'date-time': isDateTime } })

/** Compiles a schema of this package into a type guard. `T` must be what the schema describes (`FromSchema`). */
export function compile<T>(schema: AnySchema): ValidateFunction<T> {
  return ajv.compile<T>(schema)
}
