import { keepNumbers } from '../editor/keep-numbers.ts'
import { numberFrom } from '../editor/number-field.ts'

interface ReconcileDiff {
  name: string
  shopify: string
  store: string
  /** Empty: no such limit. */
  toleranceUnits: number | string
  tolerancePercent: number | string
  dryRun: boolean
}

RED.nodes.registerType<ReconcileDiff>('reconcile-diff', {
  category: 'Odoo ⇄ Shopify',
  color: '#B7C8A0',
  icon: 'reconcile-diff.svg',
  defaults: {
    name: { value: '' },
    shopify: { value: '', type: 'shopify-connection', required: true },
    store: { value: '', type: 'sync-store', required: true },
    toleranceUnits: { value: '', validate: numberFrom(0, 1_000_000) },
    tolerancePercent: { value: '', validate: numberFrom(0, 100, false) },
    dryRun: { value: true },
  },
  inputs: 1,
  outputs: 2,
  paletteLabel() {
    return this._('reconcile-diff.label')
  },
  label() {
    return this.name || this._('reconcile-diff.label')
  },
  labelStyle() {
    return this.name ? 'node_label_italic' : ''
  },
  inputLabels() {
    return this._('reconcile-diff.input')
  },
  outputLabels(index) {
    return this._(index === 0 ? 'reconcile-diff.output-report' : 'reconcile-diff.output-differences')
  },
  oneditsave() {
    keepNumbers(this, 'node-input', ['toleranceUnits', 'tolerancePercent'])
  },
})
