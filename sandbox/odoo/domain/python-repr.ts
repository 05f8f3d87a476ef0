/** How Python prints a value; Odoo's error texts quote values this way. */
export function pythonRepr(value: unknown): string {
  if (value === null || value === undefined) return 'None'
  if (value === true) return 'True'
  if (value === false) return 'False'
  if (typeof value === 'string') return quote(value)
  if (Array.isArray(value)) return `[${value.map(pythonRepr).join(', ')}]`
  if (typeof value === 'object') {
    return `{${Object.entries(value)
      .map(([key, item]) => `${quote(key)}: ${pythonRepr(item)}`)
      .join(', ')}}`
  }
  return typeof value === 'number' || typeof value === 'bigint' ? String(value) : '<object>'
}

export function pythonTuple(values: readonly unknown[]): string {
  return `(${values.map(pythonRepr).join(', ')})`
}

function quote(text: string): string {
  const inner = text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n')
  return inner.includes("'") && !inner.includes('"') ? `"${inner}"` : `'${inner.replaceAll("'", "\\'")}'`
}
