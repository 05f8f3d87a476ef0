import { keepMeaning } from '../editor/keep-meaning.ts'
import { keepNumbers, numberFrom } from '../editor/field.ts'

interface SyncStore {
  name: string
  file: string
  auditDays: number | string
  jobDays: number | string
}

keepMeaning('sync-store')

RED.nodes.registerType<SyncStore>('sync-store', {
  category: 'config',
  color: '#D3D3C8',
  defaults: {
    name: { value: '' },
    file: { value: '${SYNC_STORE}' },
    auditDays: { value: 90, validate: numberFrom(1, 3650) },
    jobDays: { value: 30, validate: numberFrom(1, 3650) },
  },
  paletteLabel() {
    return this._('sync-store.label')
  },
  label() {
    return this.name || this._('sync-store.label')
  },
  labelStyle() {
    return this.name ? 'node_label_italic' : ''
  },
  oneditsave() {
    keepNumbers(this, 'node-config-input', ['auditDays', 'jobDays'])
  },
})
