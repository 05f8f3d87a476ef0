import { element } from './element.ts'

interface Option<Value extends string> {
  readonly value: Value
  readonly text: string
}

/** A select box for a fixed set of values; an unknown value shows the first. */
export function choice<Value extends string>(
  label: string,
  options: readonly Option<Value>[],
  value: Value,
  changed: (value: Value) => void,
): HTMLSelectElement {
  const made = element(
    'select',
    { 'aria-label': label },
    ...options.map((option) => element('option', { value: option.value }, option.text)),
  )
  if (options.some((option) => option.value === value)) made.value = value
  made.addEventListener('change', () => {
    const chosen = options.find((option) => option.value === made.value)
    if (chosen !== undefined) changed(chosen.value)
  })
  return made
}

/** A text box without a visible label of its own. */
export function textBox(
  label: string,
  value: string,
  changed: (value: string) => void,
  attributes: Record<string, string> = {},
): HTMLInputElement {
  const made = element('input', { type: 'text', 'aria-label': label, placeholder: label, ...attributes })
  made.value = value
  made.addEventListener('input', () => changed(made.value))
  return made
}
