import { chooseTheOnly, field, fieldValue, onChange, keepNumbers, numberFrom } from '../editor/field.ts'
import { keepMeaning } from '../editor/keep-meaning.ts'
import { linkPanel } from './link-panel.editor.ts'
import { migrations } from './migrations.ts'

interface ProductLink {
  settingsVersion: number
  name: string
  odoo: string
  shopify: string
  store: string
  refresh: number | string
  fullEvery: number | string
  soonest: number | string
  metafield: string
  stocking: boolean
  unsold: string
  leaveOut: string
}

keepMeaning('product-link', migrations)

RED.nodes.registerType<ProductLink>('product-link', {
  category: 'Odoo ⇄ Shopify',
  color: '#BFD0DA',
  icon: 'product-link.svg',
  defaults: {
    settingsVersion: { value: migrations.length },
    name: { value: '' },
    odoo: { value: '', type: 'odoo-connection', required: true },
    shopify: { value: '', type: 'shopify-connection', required: true },
    store: { value: '', type: 'sync-store', required: true },
    refresh: { value: 60, validate: numberFrom(0, 10_080) },
    fullEvery: { value: 24, validate: numberFrom(1, 720) },
    soonest: { value: 60, validate: numberFrom(1, 3600) },
    metafield: { value: 'off' },
    stocking: { value: true },
    unsold: { value: 'job' },
    leaveOut: {
      value: '',
      validate(value, _options) {
        const named = typeof value === 'string' && value.trim() !== ''
        return named || this.unsold !== 'rule' ? true : this._('product-link.leave-out-missing')
      },
    },
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
  oneditprepare() {
    chooseTheOnly('odoo', 'shopify', 'store')
    // A flow of an older version does not have these; what it does is what a new node does.
    const metafield = field('node-input-metafield')
    if (metafield instanceof HTMLSelectElement && metafield.value === '') metafield.value = 'off'
    const unsold = field('node-input-unsold')
    if (unsold instanceof HTMLSelectElement && unsold.value === '') unsold.value = 'job'
    const showRule = (): void => {
      field('product-link-leave-out').hidden = fieldValue('node-input-unsold') !== 'rule'
    }
    onChange('node-input-unsold', showRule)
    showRule()
    linkPanel({
      place: field('product-link-panel'),
      node: this.id,
      translate: (key, values) => this._(key, values),
    }).load()
  },
  oneditsave() {
    keepNumbers(this, 'node-input', ['refresh', 'fullEvery', 'soonest'])
  },
})
