/** Labels that are not the name of their setting in small letters. */
const others: Readonly<Record<string, string>> = {
  'location-map.rows': 'location-map.locations',
  'odoo-quant-watch.hintAddress': 'odoo-quant-watch.hint.address',
  'odoo-quant-watch.hintKey': 'odoo-quant-watch.hint.key',
  'reconcile-diff.tolerancePercent': 'reconcile-diff.tolerance',
  'reconcile-diff.toleranceUnits': 'reconcile-diff.tolerance',
  'shopify-connection.timeoutMs': 'editor.timeout',
  'shopify-inventory-set.holdMinutes': 'shopify-inventory-set.hold',
}

/** Where the label of a setting may stand in the catalogues of the dialogs, the first that is there counts. */
export function settingLabels(node: string, setting: string): readonly string[] {
  const words = setting.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
  return [others[`${node}.${setting}`] ?? `${node}.${words}`, `editor.${words}`]
}
