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
