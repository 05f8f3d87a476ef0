import { field, fieldValue } from '../editor/field.ts'
import { asTyped, numberFrom } from '../editor/number-field.ts'
import { isPlainObject } from '../editor/plain.ts'

/** How much a level may differ; an absent limit does not count. */
interface Tolerance {
  readonly units?: number | string
  readonly percent?: number | string
}

interface ReconcileDiff {
  name: string
  shopify: string
  store: string
  tolerance: Tolerance
  dryRun: boolean
}

const unitsFit = optional(numberFrom(0, 1_000_000))
const percentFits = optional(numberFrom(0, 100, false))

RED.nodes.registerType<ReconcileDiff>('reconcile-diff', {
  category: 'Odoo ⇄ Shopify',
  color: '#B7C8A0',
  icon: 'reconcile-diff.svg',
  defaults: {
    name: { value: '' },
    shopify: { value: '', type: 'shopify-connection', required: true },
    store: { value: '', type: 'sync-store', required: true },
    tolerance: {
      value: {},
      validate(value, options) {
        if (!isPlainObject(value)) return this._('editor.number', { from: 0, to: 100 })
        const units = unitsFit.call(this, value['units'], options)
        return units === true ? percentFits.call(this, value['percent'], options) : units
      },
    },
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
  oneditprepare() {
    const refuse = (id: string, fits: boolean): void => {
      field(id).classList.toggle('input-error', !fits)
    }
    const prepare = (id: string, value: number | string | undefined, fits: typeof unitsFit): void => {
      const box = field(id)
      if (box instanceof HTMLInputElement) box.value = String(value ?? '')
      box.addEventListener('input', () => refuse(id, fits.call(this, fieldValue(id), {}) === true))
    }
    prepare('reconcile-diff-units', this.tolerance?.units, unitsFit)
    prepare('reconcile-diff-percent', this.tolerance?.percent, percentFits)
  },
  oneditsave() {
    const units = asTyped(fieldValue('reconcile-diff-units'))
    const percent = asTyped(fieldValue('reconcile-diff-percent'))
    this.tolerance = { ...(units === '' ? {} : { units }), ...(percent === '' ? {} : { percent }) }
  },
})

function optional(fits: ReturnType<typeof numberFrom>): typeof fits {
  return function (value, options) {
    return value === undefined || value === '' ? true : fits.call(this, value, options)
  }
}
