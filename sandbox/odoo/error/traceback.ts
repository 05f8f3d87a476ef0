import type { PythonError } from './python-error.ts'

/** A traceback as fault 1 and `debug` carry it; clients may rely on its last line only. */
export function traceback(error: PythonError, detail = error.message): string {
  return (
    'Traceback (most recent call last):\n' +
    '  File "/odoo/odoo/service/model.py", line 184, in retrying\n    result = func()\n             ^^^^^^\n' +
    `${shortName(error.pythonName)}: ${detail}\n`
  )
}

function shortName(pythonName: string): string {
  return pythonName.replace(/^builtins\./, '')
}
