import { chooseTheOnly, chosenConfigNode, field, onChange } from '../editor/field.ts'
import { keepMeaning } from '../editor/keep-meaning.ts'
import { jobPanel } from './job-panel.editor.ts'

interface FailedJobStore {
  name: string
  store: string
}

keepMeaning('failed-job-store')

RED.nodes.registerType<FailedJobStore>('failed-job-store', {
  category: 'Odoo ⇄ Shopify',
  color: '#BFD0DA',
  icon: 'failed-job-store.svg',
  defaults: {
    name: { value: '' },
    store: { value: '', type: 'sync-store', required: true },
  },
  inputs: 1,
  outputs: 3,
  paletteLabel() {
    return this._('failed-job-store.label')
  },
  label() {
    return this.name || this._('failed-job-store.label')
  },
  labelStyle() {
    return this.name ? 'node_label_italic' : ''
  },
  inputLabels() {
    return this._('failed-job-store.input')
  },
  outputLabels(index) {
    return this._(`failed-job-store.output-${['answers', 'retry', 'news'][index] ?? 'news'}`)
  },
  oneditprepare() {
    chooseTheOnly('store')
    let shown: string | null = null
    const store = (): string | null => chosenConfigNode('node-input-store')
    const panel = jobPanel(field('failed-job-store-panel'), store, (key, values) => this._(key, values))
    onChange('node-input-store', () => {
      if (store() === shown) return
      shown = store()
      panel.load()
    })
  },
})
