import { typeError } from '../error/python-error.ts'
import type { Json } from '../orm/json.ts'

/** A methodResponse with the answer. None cannot be written: Odoo faults then, after the commit (odoo-facts 1). */
export function methodResponse(answer: Json): string {
  const parts: string[] = ["<?xml version='1.0'?>\n<methodResponse>\n<params>\n<param>\n<value>"]
  write(parts, answer)
  parts.push('</value>\n</param>\n</params>\n</methodResponse>\n')
  return parts.join('')
}

export function faultResponse(code: number, text: string): string {
  return (
    "<?xml version='1.0'?>\n<methodResponse>\n<fault>\n<value><struct>\n" +
    `<member>\n<name>faultCode</name>\n<value><int>${code}</int></value>\n</member>\n` +
    `<member>\n<name>faultString</name>\n<value><string>${escape(text)}</string></value>\n</member>\n` +
    '</struct></value>\n</fault>\n</methodResponse>\n'
  )
}

function write(parts: string[], value: Json): void {
  if (value === null) throw typeError('cannot marshal None unless allow_none is enabled')
  if (typeof value === 'string') parts.push('<string>', escape(value), '</string>')
  else if (typeof value === 'boolean') parts.push(value ? '<boolean>1</boolean>' : '<boolean>0</boolean>')
  else if (typeof value === 'number') parts.push(numberTag(value))
  else if (isList(value)) {
    parts.push('<array><data>\n')
    for (const item of value) {
      parts.push('<value>')
      write(parts, item)
      parts.push('</value>\n')
    }
    parts.push('</data></array>')
  } else {
    parts.push('<struct>\n')
    for (const [name, item] of Object.entries(value)) {
      parts.push('<member>\n<name>', escape(name), '</name>\n<value>')
      write(parts, item)
      parts.push('</value>\n</member>\n')
    }
    parts.push('</struct>')
  }
}

/** A float that is whole is written as an int: clients of JavaScript see no difference. */
function numberTag(value: number): string {
  const small = Number.isInteger(value) && Math.abs(value) < 2 ** 31
  return small ? `<int>${value}</int>` : `<double>${value}</double>`
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value)
}

function escape(text: string): string {
  return /[&<>]/.test(text) ? text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;') : text
}
