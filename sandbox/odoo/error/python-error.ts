/** An exception of the Python server, by its full name, e.g. 'odoo.exceptions.UserError' or 'builtins.ValueError'. */
export class PythonError extends Error {
  readonly pythonName: string

  constructor(pythonName: string, message: string) {
    super(message)
    this.name = 'PythonError'
    this.pythonName = pythonName
  }
}

export const userError = (message: string) => new PythonError('odoo.exceptions.UserError', message)
export const validationError = (message: string) => new PythonError('odoo.exceptions.ValidationError', message)
export const accessError = (message: string) => new PythonError('odoo.exceptions.AccessError', message)
export const accessDenied = () => new PythonError('odoo.exceptions.AccessDenied', 'Access Denied')
export const valueError = (message: string) => new PythonError('builtins.ValueError', message)
export const typeError = (message: string) => new PythonError('builtins.TypeError', message)
export const attributeError = (message: string) => new PythonError('builtins.AttributeError', message)
export const indexError = (message: string) => new PythonError('builtins.IndexError', message)

/** A record that is not there; the text is the same for all versions (recordings err_missing_record_*). */
export function missingError(model: string, id: number, user: number): PythonError {
  return new PythonError(
    'odoo.exceptions.MissingError',
    `Record does not exist or has been deleted.\n(Record: ${model}(${id},), User: ${user})`,
  )
}

/** What is left after Odoo's own five attempts at a conflicting transaction (odoo-facts 11). */
export function serializationFailure(): PythonError {
  return new PythonError('psycopg2.errors.SerializationFailure', 'could not serialize access due to concurrent update\n')
}
