type Attributes = Readonly<Record<string, string | number | boolean | undefined>>
type Child = Node | string

/**
 * Makes a DOM element. Attributes that are `undefined` or `false` are left out, `true` is written empty. Text is always
 * text: nothing that comes from a server is read as HTML.
 */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue
    made.setAttribute(name, value === true ? '' : String(value))
  }
  made.append(...children)
  return made
}

/** A Font Awesome icon that assistive technology skips. */
export function icon(name: string): HTMLElement {
  return element('i', { class: `fa fa-${name}`, 'aria-hidden': 'true' })
}

/** A button in the editor's own style. */
export function button(text: string, iconName: string, onPress: () => void): HTMLButtonElement {
  const made = element('button', { type: 'button', class: 'red-ui-button' }, icon(iconName), ` ${text}`)
  made.addEventListener('click', onPress)
  return made
}

/** A small button that shows only an icon; `label` is what it says to a screen reader and in its tooltip. */
export function iconButton(label: string, iconName: string, onPress: () => void): HTMLButtonElement {
  const made = element(
    'button',
    { type: 'button', class: 'red-ui-button red-ui-button-small', 'aria-label': label, title: label },
    icon(iconName),
  )
  made.addEventListener('click', onPress)
  return made
}

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
