import type { Node, NodeAPI } from 'node-red'
import type { ShopifyAuth, ShopifySettings } from '../../src/shopify/settings.ts'
import { secretSetting } from '../kit/env.ts'
import { numberSetting, requiredSetting, textSetting } from '../kit/setting.ts'

const type = 'shopify-connection'

/** Secrets as typed; each falls back to its environment variable. */
export interface ShopifySecrets {
  readonly accessToken?: unknown
  readonly clientId?: unknown
  readonly clientSecret?: unknown
}

/** Reads the settings of a shopify-connection. Without a token, an id and a secret of the environment are used. */
export function shopifySettings(
  RED: NodeAPI,
  node: Node,
  config: Readonly<Record<string, unknown>>,
  secrets: ShopifySecrets,
): ShopifySettings {
  const apiVersion = textSetting(config['apiVersion'])
  const apiUrl = textSetting(config['apiUrl'])
  return {
    shop: requiredSetting(config['shop'], type, 'shop'),
    auth: authOf(RED, node, textSetting(config['auth']), secrets),
    timeoutMs: numberSetting(config['timeout'], type, 'timeout', 30, 1, 3600) * 1000,
    ...(apiVersion === '' ? {} : { apiVersion }),
    ...(apiUrl === '' ? {} : { apiUrl }),
  }
}

function authOf(RED: NodeAPI, node: Node, kind: string, secrets: ShopifySecrets): ShopifyAuth {
  const accessToken = secretSetting(RED, node, secrets.accessToken, 'SHOPIFY_ACCESS_TOKEN')
  const clientId = secretSetting(RED, node, secrets.clientId, 'SHOPIFY_CLIENT_ID')
  const clientSecret = secretSetting(RED, node, secrets.clientSecret, 'SHOPIFY_CLIENT_SECRET')
  if (kind !== 'client' && accessToken !== '') return { kind: 'token', accessToken }
  if (kind === 'client' || clientId !== '') {
    return {
      kind: 'client',
      clientId: requiredSetting(clientId, type, 'clientId'),
      clientSecret: requiredSetting(clientSecret, type, 'clientSecret'),
    }
  }
  return { kind: 'token', accessToken: requiredSetting(accessToken, type, 'accessToken') }
}
