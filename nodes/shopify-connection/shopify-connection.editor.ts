import { addConnectionTest } from '../editor/connection-test.ts'
import { field, fieldValue, onChange, keepNumbers, numberFrom, textLike } from '../editor/field.ts'
import { keepMeaning } from '../editor/keep-meaning.ts'

interface ShopifyConnection {
  name: string
  shop: string
  apiVersion: string
  apiUrl: string
  auth: string
  timeout: number | string
}

keepMeaning('shopify-connection')

RED.nodes.registerType<ShopifyConnection, 'accessToken' | 'clientId' | 'clientSecret'>('shopify-connection', {
  category: 'config',
  color: '#B7C8A0',
  defaults: {
    name: { value: '' },
    shop: {
      value: '${SHOPIFY_STORE_DOMAIN}',
      required: true,
      validate: textLike(/^(https?:\/\/)?(admin\.shopify\.com\/store\/[a-z0-9-]+|[a-z0-9][a-z0-9.-]*\.[a-z]+)(\/\S*)?$/i, 'shop'),
    },
    apiVersion: { value: '2026-10', required: true, validate: textLike(/^\d{4}-(01|04|07|10)$/, 'api-version') },
    apiUrl: { value: '${SHOPIFY_API_URL}', validate: textLike(/^(https?:\/\/\S+)?$/, 'url') },
    auth: { value: 'token' },
    timeout: { value: 30, validate: numberFrom(1, 600) },
  },
  credentials: {
    accessToken: { type: 'password' },
    clientId: { type: 'password' },
    clientSecret: { type: 'password' },
  },
  paletteLabel() {
    return this._('shopify-connection.label')
  },
  label() {
    return this.name || this.shop || this._('shopify-connection.label')
  },
  labelStyle() {
    return this.name ? 'node_label_italic' : ''
  },
  oneditprepare() {
    onChange('node-config-input-auth', showTheSecretsNeeded)
    showTheSecretsNeeded()
    addConnectionTest({
      path: 'odoo-shopify/shopify-connection/test',
      id: this.id,
      translate: this._,
      properties: ['name', 'shop', 'apiVersion', 'apiUrl', 'auth', 'timeout'],
      secrets: ['accessToken', 'clientId', 'clientSecret'],
    })
  },
  oneditsave() {
    keepNumbers(this, 'node-config-input', ['timeout'])
  },
})

function showTheSecretsNeeded(): void {
  const byClient = fieldValue('node-config-input-auth') === 'client'
  field('shopify-connection-token').hidden = byClient
  field('shopify-connection-client').hidden = !byClient
}
