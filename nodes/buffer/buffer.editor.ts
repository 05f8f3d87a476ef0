import { field, fieldValue, onChange } from '../editor/field.ts'
import { knownShopifyLocations } from '../editor/known-shopify-locations.ts'
import { isPlainObject } from '../editor/plain.ts'
import { amountCells } from './amount-cells.editor.ts'
import { ruleTables } from './rule-tables.editor.ts'
import { complaintAbout, type BufferAmount, type BufferRules } from './rules.editor.ts'
import { sells } from './sells.editor.ts'

interface Buffer {
  name: string
  rules: BufferRules
  field: string
  odoo: string
}

const noRules: BufferRules = { default: { kind: 'none', value: 0 }, perLocation: [], perProduct: [], perProductAtLocation: [] }
let rules: BufferRules = noRules

RED.nodes.registerType<Buffer>('buffer', {
  category: 'Odoo ⇄ Shopify',
  color: '#BFD0DA',
  icon: 'buffer.svg',
  defaults: {
    name: { value: '' },
    rules: {
      value: { default: { kind: 'none', value: 0 }, perLocation: [], perProduct: [], perProductAtLocation: [] },
      validate(value, _options) {
        if (!isPlainObject(value)) return this._('buffer.complaint.amount')
        const complaint = complaintAbout({ ...noRules, ...value })
        return complaint === null ? true : this._(`buffer.complaint.${complaint}`)
      },
    },
    field: {
      value: '',
      validate(value, _options) {
        const named = typeof value === 'string' ? value.trim() : ''
        const sound = named === '' || (/^[a-z_][a-z0-9_]*$/.test(named) && this.odoo !== '')
        return sound ? true : this._('buffer.complaint.field')
      },
    },
    odoo: { value: '', type: 'odoo-connection', required: false },
  },
  inputs: 1,
  outputs: 1,
  paletteLabel() {
    return this._('buffer.label')
  },
  label() {
    return this.name || this._('buffer.label')
  },
  labelStyle() {
    return this.name ? 'node_label_italic' : ''
  },
  inputLabels() {
    return this._('buffer.input')
  },
  outputLabels() {
    return this._('buffer.output')
  },
  oneditprepare() {
    prepare(this)
  },
  oneditsave() {
    this.rules = rules
  },
})

function prepare(node: NodeInstance<Buffer>): void {
  const translate: Translate = (key, values) => node._(key, values)
  const preview = (amount: BufferAmount): string => {
    const free = Number(fieldValue('buffer-sample'))
    const left = sells(free, amount)
    return left === null ? '' : translate('buffer.preview', { free, sells: left })
  }
  rules = { ...noRules, ...node.rules }
  const showDefault = (): void => {
    field('buffer-default-preview').textContent = preview(rules.default)
  }
  const { kind, value } = amountCells(rules.default, translate, (amount) => {
    rules = { ...rules, default: amount }
    showDefault()
  })
  kind.id = 'buffer-default-kind'
  field('buffer-default').replaceChildren(kind, ' ', value)
  const renew = ruleTables({
    places: {
      perLocation: field('buffer-per-location'),
      perProduct: field('buffer-per-product'),
      perProductAtLocation: field('buffer-per-product-at-location'),
    },
    rules,
    known: knownShopifyLocations(),
    translate,
    preview,
    changed: (next) => {
      rules = { ...next, default: rules.default }
    },
  })
  onChange('buffer-sample', () => {
    showDefault()
    renew()
  })
  showDefault()
}
