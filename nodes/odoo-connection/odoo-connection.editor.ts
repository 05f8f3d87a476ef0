import { addConnectionTest } from '../editor/connection-test.ts'
import { keepMeaning } from '../editor/keep-meaning.ts'
import { keepNumbers, numberFrom, textLike } from '../editor/field.ts'

interface OdooConnection {
  name: string
  url: string
  database: string
  username: string
  transport: string
  companies: string
  timeout: number | string
}

keepMeaning('odoo-connection')

RED.nodes.registerType<OdooConnection, 'apiKey'>('odoo-connection', {
  category: 'config',
  color: '#C9B7C7',
  defaults: {
    name: { value: '' },
    url: { value: '${ODOO_URL}', required: true, validate: textLike(/^https?:\/\/\S+$/, 'url') },
    database: { value: '${ODOO_DB}', required: true },
    username: { value: '${ODOO_USERNAME}', required: true },
    transport: { value: 'auto' },
    companies: { value: '', validate: textLike(/^(\d+(\s*,\s*\d+)*)?$/, 'ids') },
    timeout: { value: 30, validate: numberFrom(1, 600) },
  },
  credentials: {
    apiKey: { type: 'password' },
  },
  paletteLabel() {
    return this._('odoo-connection.label')
  },
  label() {
    return this.name || this.database || this._('odoo-connection.label')
  },
  labelStyle() {
    return this.name ? 'node_label_italic' : ''
  },
  oneditprepare() {
    addConnectionTest({
      path: 'odoo-shopify/odoo-connection/test',
      id: this.id,
      translate: this._,
      properties: ['name', 'url', 'database', 'username', 'transport', 'companies', 'timeout'],
      secrets: ['apiKey'],
    })
  },
  oneditsave() {
    keepNumbers(this, 'node-config-input', ['timeout'])
  },
})
