import { deliveryPanel } from './delivery-panel.editor.ts'
import { chooseTheOnly, field, fieldValue, onChange, keepNumbers, numberFrom } from '../editor/field.ts'
import { keepMeaning } from '../editor/keep-meaning.ts'
import { showNotice } from '../editor/notice.ts'

interface ShopifyInventorySet {
  name: string
  shopify: string
  store: string
  begin: string
  firstWrite: string
  editPolicy: string
  orders: string
  holdMinutes: number | string
  maxAttempts: number | string
  breakerShare: number | string
  breakerMinimum: number | string
}

keepMeaning('shopify-inventory-set')

RED.nodes.registerType<ShopifyInventorySet>('shopify-inventory-set', {
  category: 'Odoo ⇄ Shopify',
  color: '#B7C8A0',
  icon: 'shopify-inventory-set.svg',
  defaults: {
    name: { value: '' },
    shopify: { value: '', type: 'shopify-connection', required: true },
    store: { value: '', type: 'sync-store', required: true },
    begin: { value: 'frozen' },
    firstWrite: { value: 'compare' },
    editPolicy: { value: 'overwrite' },
    orders: { value: 'unnamed' },
    holdMinutes: { value: 60, validate: numberFrom(1, 10_080) },
    maxAttempts: { value: 8, validate: numberFrom(1, 100) },
    breakerShare: { value: 30, validate: numberFrom(0, 100, false) },
    breakerMinimum: { value: 20, validate: numberFrom(1, 1_000_000) },
  },
  inputs: 1,
  outputs: 3,
  paletteLabel() {
    return this._('shopify-inventory-set.label')
  },
  label() {
    return this.name || this._('shopify-inventory-set.label')
  },
  labelStyle() {
    return this.name ? 'node_label_italic' : ''
  },
  inputLabels() {
    return this._('shopify-inventory-set.input')
  },
  outputLabels(index) {
    return this._(`shopify-inventory-set.output-${['applied', 'failed', 'answers'][index] ?? ''}`)
  },
  oneditprepare() {
    chooseTheOnly('shopify', 'store')
    deliveryPanel(field('shopify-inventory-set-panel'), this.id, (key, values) => this._(key, values)).load()
    const begin = field('node-input-begin')
    // A node of before has no such setting.
    if (begin instanceof HTMLSelectElement && begin.value === '') begin.value = 'frozen'
    const showConsequences = (): void => {
      const place = field('shopify-inventory-set-overwrite')
      place.hidden = fieldValue('node-input-firstWrite') !== 'overwrite'
      showNotice(place, 'warning', this._('shopify-inventory-set.overwrite-warning'), this._('shopify-inventory-set.overwrite-cure'))
      field('shopify-inventory-set-hold').hidden = fieldValue('node-input-orders') !== 'unnamed'
    }
    onChange('node-input-firstWrite', showConsequences)
    onChange('node-input-orders', showConsequences)
    showConsequences()
  },
  oneditsave() {
    keepNumbers(this, 'node-input', ['holdMinutes', 'maxAttempts', 'breakerShare', 'breakerMinimum'])
  },
})
