import { chosenConfigNode, field } from './field.ts'

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
