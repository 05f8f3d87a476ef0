import { fieldValue } from './field.ts'
import { asTyped } from './number-field.ts'

/** Called when a dialog is saved: keeps what was typed as numbers, where the form itself would keep texts. */
export function keepNumbers<Name extends string>(
  node: { [Property in Name]: number | string },
  prefix: 'node-input' | 'node-config-input',
  names: readonly Name[],
): void {
  const typed: { [Property in Name]: number | string } = node
  for (const name of names) typed[name] = asTyped(fieldValue(`${prefix}-${name}`))
}
