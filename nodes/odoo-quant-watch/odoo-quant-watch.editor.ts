import { chooseTheOnly, chosenConfigNode, field, keepNumbers, numberFrom, textLike } from '../editor/field.ts'
import { odooLocationsAsker, type ChosenLocation } from '../editor/locations.ts'
import { keepMeaning } from '../editor/keep-meaning.ts'
import { locationField } from '../editor/location-field.ts'
import { addHint } from './hint.editor.ts'

interface OdooQuantWatch {
  name: string
  odoo: string
  store: string
  locations: readonly ChosenLocation[]
  exclude: readonly ChosenLocation[]
  transit: boolean
  consigned: boolean
  ownField: string
  ownBegins: string
  companies: string
  categories: string
  domain: string
  interval: number | string
  fullEvery: number | string
  overlap: number | string
  batch: number | string
  hintAddress: string
}

let chosen: readonly ChosenLocation[] = []
let excluded: readonly ChosenLocation[] = []

keepMeaning('odoo-quant-watch')

RED.nodes.registerType<OdooQuantWatch, 'hintKey'>('odoo-quant-watch', {
  category: 'Odoo ⇄ Shopify',
  categoryDescription: 'Keeps what a Shopify store sells equal to what an Odoo warehouse can ship',
  color: '#C9B7C7',
  icon: 'odoo-quant-watch.svg',
  defaults: {
    name: { value: '' },
    odoo: { value: '', type: 'odoo-connection', required: true },
    store: { value: '', type: 'sync-store', required: true },
    locations: { value: [] },
    exclude: { value: [] },
    transit: { value: false },
    consigned: { value: false },
    ownField: { value: '' },
    ownBegins: { value: '' },
    companies: { value: '', validate: textLike(/^(\d+(\s*,\s*\d+)*)?$/, 'ids') },
    categories: { value: '' },
    domain: { value: '', validate: textLike(/^(\[.*\])?$/s, 'domain') },
    interval: { value: 10, validate: numberFrom(1, 86_400) },
    fullEvery: { value: 60, validate: numberFrom(0, 10_080) },
    overlap: { value: 300, validate: numberFrom(0, 86_400) },
    batch: { value: 500, validate: numberFrom(1, 5_000) },
    hintAddress: { value: '', validate: textLike(/^(https?:\/\/\S+)?$/, 'url') },
  },
  credentials: {
    hintKey: { type: 'password' },
  },
  inputs: 1,
  outputs: 1,
  paletteLabel() {
    return this._('odoo-quant-watch.label')
  },
  label() {
    return this.name || this._('odoo-quant-watch.label')
  },
  labelStyle() {
    return this.name ? 'node_label_italic' : ''
  },
  inputLabels() {
    return this._('odoo-quant-watch.input')
  },
  outputLabels() {
    return this._('odoo-quant-watch.output')
  },
  oneditprepare() {
    chooseTheOnly('odoo', 'store')
    const ask = odooLocationsAsker()
    const load = (anew: boolean) => {
      const connection = chosenConfigNode('node-input-odoo')
      return connection === null ? null : ask(connection, anew)
    }
    // A flow that was written by hand may lack what the dialog would have filled in.
    chosen = this.locations ?? []
    locationField({
      place: field('odoo-quant-watch-locations'),
      label: this._('odoo-quant-watch.locations'),
      empty: this._('odoo-quant-watch.locations-empty'),
      chosen,
      load,
      changed: (next) => {
        chosen = next
      },
      translate: this._,
    })
    excluded = this.exclude ?? []
    locationField({
      place: field('odoo-quant-watch-exclude'),
      label: this._('odoo-quant-watch.exclude'),
      empty: this._('odoo-quant-watch.exclude-empty'),
      chosen: excluded,
      load,
      changed: (next) => {
        excluded = next
      },
      translate: this._,
    })
    addHint(this.id, this._)
  },
  oneditsave() {
    this.locations = chosen.map(stored)
    this.exclude = excluded.map(stored)
    keepNumbers(this, 'node-input', ['interval', 'fullEvery', 'overlap', 'batch'])
  },
})

/** A place as the flow keeps it. */
function stored({ locationId, location }: ChosenLocation): ChosenLocation {
  return { ...(locationId === undefined ? {} : { locationId }), location }
}
