const environmentVariable = /^\$\{[^}]+\}$/

interface Range {
  readonly from: number
  readonly to: number
  /** True when only whole numbers fit. */
  readonly whole: boolean
}

/**
 * A validator for a number in a range. Nothing stands for the default, which the placeholder shows; `${VARIABLE}` is
 * accepted and checked when the flow starts. It answers with the
 * sentence `editor.number` or `editor.whole-number` of the node's catalogue.
 */
export function numberFrom(from: number, to: number, whole = true) {
  return function (this: { readonly _: Translate }, value: unknown, _options: { label?: string }): boolean | string {
    if (fits(value, { from, to, whole })) return true
    return this._(whole ? 'editor.whole-number' : 'editor.number', { from, to })
  }
}

function fits(value: unknown, { from, to, whole }: Range): boolean {
  if (value === undefined || value === '') return true
  if (typeof value === 'string' && environmentVariable.test(value)) return true
  if (typeof value !== 'number' && (typeof value !== 'string' || value.trim() === '')) return false
  const number = Number(value)
  return Number.isFinite(number) && number >= from && number <= to && (!whole || Number.isInteger(number))
}

/** Form fields hold text; a number that was typed is kept as a number, `${VARIABLE}` stays a text. */
export function asTyped(text: unknown): number | string {
  if (typeof text === 'number') return text
  if (typeof text !== 'string') return ''
  const trimmed = text.trim()
  return trimmed !== '' && Number.isFinite(Number(trimmed)) ? Number(trimmed) : trimmed
}
