import { chooseTheOnly, field, fieldValue, onChange, keepNumbers, numberFrom } from '../editor/field.ts'
import { keepMeaning } from '../editor/keep-meaning.ts'
import { cronExpression, listTimeZones, previewSchedule } from './schedule.editor.ts'

interface ReconcileDiff {
  name: string
  shopify: string
  store: string
  dryRun: boolean
  /** Empty: no such limit. */
  toleranceUnits: number | string
  tolerancePercent: number | string
  /** Cron expression; empty: only when asked. */
  schedule: string
  timezone: string
  unasked: string
  format: string
  limit: number | string
}

keepMeaning('reconcile-diff')

RED.nodes.registerType<ReconcileDiff>('reconcile-diff', {
  category: 'Odoo ⇄ Shopify',
  color: '#B7C8A0',
  icon: 'reconcile-diff.svg',
  defaults: {
    name: { value: '' },
    shopify: { value: '', type: 'shopify-connection', required: true },
    store: { value: '', type: 'sync-store', required: true },
    dryRun: { value: true },
    toleranceUnits: { value: '', validate: numberFrom(0, 1_000_000) },
    tolerancePercent: { value: '', validate: numberFrom(0, 100, false) },
    schedule: { value: '', validate: cronExpression() },
    timezone: { value: '' },
    unasked: { value: 'compare' },
    format: { value: 'lines' },
    limit: { value: 1000, validate: numberFrom(1, 100_000) },
  },
  inputs: 1,
  outputs: 5,
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
    return this._(`reconcile-diff.output-${['report', 'differences', 'read', 'status', 'alerts'][index] ?? ''}`)
  },
  oneditprepare() {
    chooseTheOnly('shopify', 'store')
    // A flow of an earlier version does not have them.
    for (const [name, value] of [
      ['unasked', 'compare'],
      ['format', 'lines'],
    ] as const)
      if (fieldValue(`node-input-${name}`) === '') $(`#node-input-${name}`).val(value)
    listTimeZones()
    previewSchedule(field('reconcile-diff-preview'), (key, values) => this._(key, values), RED.i18n.lang())
    const showLimit = (): void => {
      field('reconcile-diff-limit').hidden = fieldValue('node-input-format') !== 'lines'
    }
    onChange('node-input-format', showLimit)
    showLimit()
  },
  oneditsave() {
    keepNumbers(this, 'node-input', ['toleranceUnits', 'tolerancePercent', 'limit'])
  },
})
