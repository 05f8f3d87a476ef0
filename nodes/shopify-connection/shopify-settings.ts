import type { ShopifyAuth, ShopifySettings } from '../../src/adapters/shopify/settings.ts'
import { numberSetting, requiredSetting, textSetting } from '../kit/setting.ts'

const type = 'shopify-connection'

/** The secrets, each with the environment variable that stands in for an empty one. */
export const secretVariables = {
  accessToken: 'SHOPIFY_ACCESS_TOKEN',
  clientId: 'SHOPIFY_CLIENT_ID',
  clientSecret: 'SHOPIFY_CLIENT_SECRET',
} as const

type Secret = (name: keyof typeof secretVariables) => string

/**
 * Reads the settings of a shopify-connection; secrets are asked for when everything before them is there, and only those that
 * are used. Without a token, an id and a secret of the environment are used.
 */
export function shopifySettings(config: Readonly<Record<string, unknown>>, secret: Secret): ShopifySettings {
  const apiVersion = textSetting(config['apiVersion'])
  const apiUrl = textSetting(config['apiUrl'])
  return {
    shop: requiredSetting(config['shop'], type, 'shop'),
    auth: authOf(textSetting(config['auth']), secret),
    timeoutMs: numberSetting(config['timeout'], type, 'timeout', 30, 1, 3600) * 1000,
    ...(apiVersion === '' ? {} : { apiVersion }),
    ...(apiUrl === '' ? {} : { apiUrl }),
  }
}

function authOf(kind: string, secret: Secret): ShopifyAuth {
  const accessToken = kind === 'client' ? '' : secret('accessToken')
  if (accessToken !== '') return { kind: 'token', accessToken }
  const clientId = secret('clientId')
  if (kind === 'client' || clientId !== '') {
    return {
      kind: 'client',
      clientId: requiredSetting(clientId, type, 'clientId'),
      clientSecret: requiredSetting(secret('clientSecret'), type, 'clientSecret'),
    }
  }
  return { kind: 'token', accessToken: requiredSetting(accessToken, type, 'accessToken') }
}
