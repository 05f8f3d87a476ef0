import { type BufferAmount, mostSalesDays } from '../../src/rules/buffer/amounts.ts'
import type { BufferRules } from '../../src/rules/buffer/buffer-rules.ts'
import { field, fieldValue, onChange, keepNumbers, numberFrom } from '../editor/field.ts'
import { keepMeaning } from '../editor/keep-meaning.ts'
import { knownShopifyLocations } from '../editor/locations.ts'
import { amountCells, sells } from './rule-cells.editor.ts'
import { ruleTables } from './rule-tables.editor.ts'
import { rulesFile } from './rules-file.editor.ts'
import { complaintAbout, goesBySales, namedTwice, shownRules } from './shown-rules.editor.ts'

interface Buffer {
  name: string
  rules: BufferRules
  field: string
  salesWindow: number | string
  odoo: string
}

let { rules } = shownRules({})

keepMeaning('buffer')

RED.nodes.registerType<Buffer>('buffer', {
  category: 'Odoo ⇄ Shopify',
  color: '#BFD0DA',
  icon: 'buffer.svg',
  defaults: {
    name: { value: '' },
    rules: {
      value: { default: { kind: 'none', value: 0 }, perLocation: [], perProduct: [], perProductAtLocation: [] },
      validate(value, _options) {
        const { rules: typed, strange } = shownRules(value)
        if (strange > 0) return this._('buffer.complaint.form')
        const complaint = complaintAbout(typed) ?? (goesBySales(typed) && !this.odoo ? 'sales' : null)
        if (complaint !== null) return this._(`buffer.complaint.${complaint}`)
        const twice = namedTwice(typed)
        return twice === null ? true : this._('buffer.complaint.twice', { name: twice })
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
    salesWindow: { value: '', validate: numberFrom(1, mostSalesDays) },
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
    keepNumbers(this, 'node-input', ['salesWindow'])
  },
})

function prepare(node: NodeInstance<Buffer>): void {
  const translate: Translate = (key, values) => node._(key, values)
  const preview = (amount: BufferAmount): string => {
    const [free, perDay] = [Number(fieldValue('buffer-sample')), Number(fieldValue('buffer-sample-sold'))]
    const left = sells(free, amount, perDay)
    if (left === null) return ''
    return translate(amount.kind === 'sales' ? 'buffer.preview-sales' : 'buffer.preview', { free, sells: left, perDay })
  }
  rules = shownRules(node.rules).rules
  const showDefault = (): void => {
    field('buffer-default-preview').textContent = preview(rules.default)
    field('buffer-sample-sold-row').hidden = !goesBySales(rules)
  }
  const keep = (next: BufferRules): void => {
    rules = next
    showDefault()
    file.changed()
  }
  const known = knownShopifyLocations()
  const file = rulesFile({
    place: field('buffer-file'),
    rules: () => rules,
    known,
    translate,
    taken(next) {
      keep(next)
      renew = draw()
    },
  })
  let renew = draw()
  for (const sample of ['buffer-sample', 'buffer-sample-sold'])
    onChange(sample, () => {
      showDefault()
      renew()
    })
  showDefault()

  /** Draws every rule; what it returns renews the previews. */
  function draw(): () => void {
    const { kind, value } = amountCells(rules.default, translate, (amount) => keep({ ...rules, default: amount }))
    kind.id = 'buffer-default-kind'
    field('buffer-default').replaceChildren(kind, ' ', value)
    return ruleTables({
      places: {
        perLocation: field('buffer-per-location'),
        perProduct: field('buffer-per-product'),
        perProductAtLocation: field('buffer-per-product-at-location'),
      },
      rules,
      known,
      translate,
      preview,
      changed: (next) => keep({ ...next, default: rules.default }),
    })
  }
}
