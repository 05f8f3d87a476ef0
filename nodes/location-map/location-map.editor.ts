import { chooseTheOnly, chosenConfigNode, field, fieldValue } from '../editor/field.ts'
import { odooLocationsAsker, shopifyLocationsAsker } from '../editor/locations.ts'
import { button, element } from '../editor/element.ts'
import { keepMeaning } from '../editor/keep-meaning.ts'
import { clearNotice, showNotice, showDeployedRefusal } from '../editor/notice.ts'
import { entryList, toldInTheList } from './entry-list.editor.ts'
import { doubtAbout, entriesOf, withListed, type EditedRow, type Entry, type KnownLocation } from './entry.editor.ts'
import { findingsOf, type Listed, askLateOperations, askNotStocked } from './findings.editor.ts'
import { mapFile } from './map-file.editor.ts'
import { mapsAround } from './other-maps.editor.ts'

interface LocationMapNode {
  name: string
  odoo: string
  shopify: string
  rows: readonly EditedRow[]
  known: readonly KnownLocation[]
}

const nothingListed: Listed = { odoo: null, shopify: null, notStocked: [], operations: [] }
let entries: readonly Entry[] = []

keepMeaning('location-map')

RED.nodes.registerType<LocationMapNode>('location-map', {
  category: 'Odoo ⇄ Shopify',
  color: '#BFD0DA',
  icon: 'location-map.svg',
  defaults: {
    name: { value: '' },
    odoo: { value: '', type: 'odoo-connection', required: true },
    shopify: { value: '', type: 'shopify-connection', required: true },
    rows: {
      value: [],
      validate(_value, _options) {
        const open = entriesOf(this.rows ?? [], this.known ?? [])
        if (open.length === 0) return this._('location-map.nothing-mapped')
        const doubtful = open.find((entry) => doubtAbout(entry) !== null)
        if (doubtful !== undefined) {
          const doubt = this._(`location-map.doubt.${doubtAbout(doubtful)}`)
          return this._('location-map.complaint', { location: doubtful.location.name || doubtful.location.id, doubt })
        }
        const error = toldInTheList(findingsOf(open, nothingListed, this._)).find((finding) => finding.severity === 'error')
        return error === undefined ? true : error.text
      },
    },
    known: { value: [] },
  },
  inputs: 1,
  outputs: 2,
  paletteLabel() {
    return this._('location-map.label')
  },
  label() {
    return this.name || this._('location-map.label')
  },
  labelStyle() {
    return this.name ? 'node_label_italic' : ''
  },
  inputLabels() {
    return this._('location-map.input')
  },
  outputLabels(index) {
    return this._(index === 0 ? 'location-map.output-levels' : 'location-map.output-unmapped')
  },
  oneditprepare() {
    chooseTheOnly('odoo', 'shopify')
    prepare(this)
  },
  oneditsave() {
    this.rows = entries.flatMap((entry) => (entry.row === null ? [] : [entry.row]))
    const known = entries.filter((entry) => entry.row !== null || entry.location.active !== false)
    this.known = known.map(({ location: { id, name, active, fulfillmentService } }) => ({
      id,
      name,
      ...(active === undefined ? {} : { active }),
      ...(fulfillmentService === undefined ? {} : { fulfillmentService }),
    }))
  },
})

function prepare(node: NodeInstance<LocationMapNode>): void {
  const translate: Translate = (key, values) => node._(key, values)
  const askOdoo = odooLocationsAsker()
  const askShopify = shopifyLocationsAsker()
  const result = element('div', { class: 'odoo-shopify-result' })
  let listed = nothingListed
  const around = mapsAround(node.id)
  entries = entriesOf(node.rows ?? [], node.known ?? [])
  const list = entryList({
    place: field('location-map-entries'),
    odoo: { load: loadOdoo, translate },
    findings: (current) => findingsOf(current, listed, translate, { own: ownMap(), others: around.others }),
    changed: (next) => {
      entries = next
      file.changed()
    },
  })
  const file = mapFile({
    place: field('location-map-file'),
    entries: () => entries,
    translate,
    taken(rows) {
      const known = new Map(entries.map(({ location }) => [location.id, location]))
      list.show(entriesOf(rows, [...known.values()]))
    },
  })
  const load = button(translate('location-map.load'), 'download', () => void loadBoth())
  field('location-map-load').replaceChildren(load, result)
  list.show(entries)

  function ownMap() {
    const chosen = { odoo: chosenConfigNode('node-input-odoo'), shopify: chosenConfigNode('node-input-shopify') }
    return around.own({ name: fieldValue('node-input-name'), ...chosen })
  }

  function loadOdoo(anew: boolean) {
    const connection = chosenConfigNode('node-input-odoo')
    return connection === null ? null : askOdoo(connection, anew)
  }

  /** Shopify's list makes the entries; Odoo's is fetched along, so that the trees open at once. */
  async function loadBoth(): Promise<void> {
    const shop = chosenConfigNode('node-input-shopify')
    if (shop === null) return showNotice(result, 'warning', translate('location-map.no-shop'))
    load.disabled = true
    showNotice(result, 'busy', translate('location-map.loading'))
    try {
      const operationsAsked = askLateOperations(chosenConfigNode('node-input-odoo'))
      const [shopify, odoo, notStocked] = await Promise.all([askShopify(shop, true), loadOdoo(true), askNotStocked(shop)])
      const operations = await operationsAsked
      listed = { shopify, odoo, notStocked, operations }
      clearNotice(result)
      list.show(withListed(entries, shopify))
    } catch (failure) {
      showDeployedRefusal(result, failure, translate)
    } finally {
      load.disabled = false
    }
  }
}
