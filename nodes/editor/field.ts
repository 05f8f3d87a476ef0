/** The form element with the given id, e.g. `node-input-name`; throws when the template does not have it. */
export function field(id: string): HTMLElement {
  const found = document.getElementById(id)
  if (found === null) throw new Error(`the dialog has no element #${id}`)
  return found
}

/** What the form element with the given id holds now; an empty text when it is not there. */
export function fieldValue(id: string): string {
  const found = document.getElementById(id)
  return found instanceof HTMLInputElement || found instanceof HTMLSelectElement || found instanceof HTMLTextAreaElement ? found.value : ''
}

/** The id of the config node that is chosen in the dialog, or null while none is. */
export function chosenConfigNode(id: string): string | null {
  const value = fieldValue(id)
  return value === '' || value === '_ADD_' ? null : value
}

/** Calls `react` whenever the form element with the given id changes, while typing too. */
export function onChange(id: string, react: () => void): void {
  for (const name of ['input', 'change']) field(id).addEventListener(name, react)
  // Node-RED announces a newly made config node through jQuery only.
  $(`#${id}`).on('change', react)
}

/**
 * Chooses the config node of each named property where none is chosen yet and only one is offered. For the first lines of a dialog, and for
 * properties that need one: "none" would be no answer. What is disabled counts as not offered; with two, a person decides.
 */
export function chooseTheOnly(...properties: readonly string[]): void {
  for (const property of properties) {
    const select = field(`node-input-${property}`)
    if (!(select instanceof HTMLSelectElement) || chosenConfigNode(select.id) !== null) continue
    const offered = [...select.options].map(({ value }) => value).filter((id) => id !== '_ADD_' && RED.nodes.node(id)?.d !== true)
    const [only] = offered
    // Node-RED announces the value a moment after the dialog is prepared, to whoever listens for it by then.
    if (only !== undefined && offered.length === 1) select.value = only
  }
}

type Validator = (this: { readonly _: Translate }, value: unknown, options: { label?: string }) => boolean | string

const environmentVariable = /^\$\{[^}]+\}$/

/**
 * A validator for a text of a certain form; `${VARIABLE}` is accepted and checked when the flow starts. It answers with
 * the sentence `editor.<complaint>`.
 */
export function textLike(form: RegExp, complaint: string): Validator {
  // Node-RED takes a string for a complaint only from a function with two parameters.
  return function (value, _options) {
    const text = typeof value === 'string' ? value.trim() : ''
    return environmentVariable.test(text) || form.test(text) ? true : this._(`editor.${complaint}`)
  }
}

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
function asTyped(text: unknown): number | string {
  if (typeof text === 'number') return text
  if (typeof text !== 'string') return ''
  const trimmed = text.trim()
  return trimmed !== '' && Number.isFinite(Number(trimmed)) ? Number(trimmed) : trimmed
}

/** Called when a dialog is saved: keeps what was typed as numbers, where the form itself would keep texts. */
export function keepNumbers<Name extends string>(
  node: { [Property in Name]: number | string },
  prefix: 'node-input' | 'node-config-input',
  names: readonly Name[],
): void {
  const typed: { [Property in Name]: number | string } = node
  for (const name of names) typed[name] = asTyped(fieldValue(`${prefix}-${name}`))
}
