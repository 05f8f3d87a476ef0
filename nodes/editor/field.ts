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
