import type { PythonError } from './python-error.ts'
import { traceback } from './traceback.ts'

/** faultCode and faultString of an exception over /xmlrpc/2 (odoo-facts 11). */
export function faultOf(error: PythonError): { code: number; text: string } {
  switch (error.pythonName) {
    case 'odoo.exceptions.AccessDenied':
      return { code: 3, text: error.message }
    case 'odoo.exceptions.AccessError':
      return { code: 4, text: error.message }
    case 'odoo.exceptions.UserError':
    case 'odoo.exceptions.ValidationError':
    case 'odoo.exceptions.MissingError':
      return { code: 2, text: error.message }
    default:
      return { code: 1, text: traceback(error) }
  }
}

const statuses: Readonly<Record<string, number>> = {
  'odoo.exceptions.AccessDenied': 403,
  'odoo.exceptions.AccessError': 403,
  'odoo.exceptions.MissingError': 404,
  'odoo.exceptions.UserError': 422,
  'odoo.exceptions.ValidationError': 422,
  'werkzeug.exceptions.BadRequest': 400,
  'werkzeug.exceptions.Unauthorized': 401,
  'werkzeug.exceptions.NotFound': 404,
  'werkzeug.exceptions.UnprocessableEntity': 422,
}

/** HTTP status and body of an exception over JSON-2 (odoo-facts 11). */
export function jsonErrorOf(error: PythonError): { status: number; body: Record<string, unknown> } {
  const status = statuses[error.pythonName] ?? 500
  const web = error.pythonName.startsWith('werkzeug.')
  const reason =
    error.pythonName
      .split('.')
      .at(-1)
      ?.replace(/([a-z])([A-Z])/g, '$1 $2') ?? ''
  return {
    status,
    body: {
      name: error.pythonName,
      message: error.message,
      arguments: web ? [error.message, status] : [error.message],
      context: {},
      debug: traceback(error, web ? `${status} ${reason}: ${error.message}` : error.message),
    },
  }
}
