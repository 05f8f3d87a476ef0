import { keepNumbers } from '../editor/keep-numbers.ts'
import { numberFrom } from '../editor/number-field.ts'

interface ProductLink {
  name: string
  odoo: string
  shopify: string
  store: string
  refresh: number | string
}

RED.nodes.registerType<ProductLink>('product-link', {
  category: 'Odoo ⇄ Shopify',
  color: '#BFD0DA',
  icon: 'product-link.svg',
  defaults: {
    name: { value: '' },
    odoo: { value: '', type: 'odoo-connection', required: true },
    shopify: { value: '', type: 'shopify-connection', required: true },
    store: { value: '', type: 'sync-store', required: true },
    refresh: { value: 60, validate: numberFrom(0, 10_080) },
  },
  inputs: 1,
  outputs: 2,
  paletteLabel() {
    return this._('product-link.label')
  },
  label() {
    return this.name || this._('product-link.label')
  },
  labelStyle() {
    return this.name ? 'node_label_italic' : ''
  },
  inputLabels() {
    return this._('product-link.input')
  },
  outputLabels(index) {
    return this._(index === 0 ? 'product-link.output-linked' : 'product-link.output-unlinked')
  },
  oneditsave() {
    keepNumbers(this, 'node-input', ['refresh'])
  },
})
