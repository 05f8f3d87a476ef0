import { eventKinds } from '../../src/base/messages/event-kind.ts'
import { allowedWays, isOpen, odooOwnsStock, type Direction, type Ways } from '../../src/rules/direction/direction-policy.ts'
import { choice, element } from '../editor/element.ts'
import { field, fieldValue, onChange } from '../editor/field.ts'
import { keepMeaning } from '../editor/keep-meaning.ts'
import { asList, asText, isPlainObject } from '../editor/plain.ts'
import { exceptionTable, type DirectionException } from './exception-table.editor.ts'

interface DirectionGate {
  name: string
  direction: string
  policies: Ways
  exceptions: readonly DirectionException[]
}

let chosen: Ways = odooOwnsStock.default
let exceptions: readonly DirectionException[] = []

keepMeaning('direction-gate')

RED.nodes.registerType<DirectionGate>('direction-gate', {
  category: 'Odoo ⇄ Shopify',
  color: '#BFD0DA',
  icon: 'direction-gate.svg',
  defaults: {
    name: { value: '' },
    direction: { value: 'odoo_to_shopify' },
    policies: { value: odooOwnsStock.default },
    exceptions: {
      value: [],
      validate(value, _options) {
        const blank = asList(value).some(
          (row) => isPlainObject(row) && [row['shop'], row['location'], row['product']].every((part) => asText(part) === ''),
        )
        return blank ? this._('direction-gate.complaint') : true
      },
    },
  },
  inputs: 1,
  outputs: 2,
  paletteLabel() {
    return this._('direction-gate.label')
  },
  label() {
    return this.name || this._('direction-gate.label')
  },
  labelStyle() {
    return this.name ? 'node_label_italic' : ''
  },
  inputLabels() {
    return this._('direction-gate.input')
  },
  outputLabels(index) {
    return this._(index === 0 ? 'direction-gate.output-allowed' : 'direction-gate.output-stopped')
  },
  oneditprepare() {
    chosen = { ...odooOwnsStock.default, ...this.policies }
    exceptions = this.exceptions ?? []
    const draw = (): void => drawPolicies(this._)
    draw()
    onChange('node-input-direction', draw)
    exceptionTable(field('direction-gate-exceptions'), exceptions, this._, (next) => {
      exceptions = next
    })
  },
  oneditsave() {
    this.policies = chosen
    this.exceptions = exceptions
  },
})

/** One line per kind of event: who decides it, and what that means for the direction of this gate. */
function drawPolicies(translate: Translate): void {
  const direction: Direction = fieldValue('node-input-direction') === 'shopify_to_odoo' ? 'shopify_to_odoo' : 'odoo_to_shopify'
  const options = allowedWays.map((policy) => ({ value: policy, text: translate(`direction-gate.policy.${policy}`) }))
  const rows = eventKinds.map((event) => {
    const name = translate(`direction-gate.event.${event}`)
    const verdict = element('span', {})
    const showVerdict = (): void => {
      const open = isOpen(chosen[event], direction)
      verdict.className = open ? 'odoo-shopify-passes' : 'odoo-shopify-stops'
      verdict.textContent = translate(open ? 'direction-gate.passes' : 'direction-gate.stops')
    }
    const select = choice(name, options, chosen[event], (policy) => {
      chosen = { ...chosen, [event]: policy }
      showVerdict()
    })
    showVerdict()
    const about = element('div', { class: 'odoo-shopify-faint' }, translate(`direction-gate.event-hint.${event}`))
    return element(
      'tr',
      {},
      element('td', {}, name, about),
      element('td', { class: 'odoo-shopify-policy' }, select),
      element('td', { class: 'odoo-shopify-narrow' }, verdict),
    )
  })
  const head = ['column-event', 'column-policy', 'column-here'].map((key) =>
    element('th', { scope: 'col' }, translate(`direction-gate.${key}`)),
  )
  field('direction-gate-policies').replaceChildren(
    element('table', { class: 'odoo-shopify-table' }, element('thead', {}, element('tr', {}, ...head)), element('tbody', {}, ...rows)),
  )
}
