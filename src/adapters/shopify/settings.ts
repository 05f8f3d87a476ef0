import { SyncError } from '../../base/error/sync-error.ts'
import { withoutTrailingSlashes } from '../../base/text/trailing-slashes.ts'

/** How the app proves who it is (shopify-facts 5): a token that does not change, or an id and a secret that fetch one. */
export type ShopifyAuth =
  | { readonly kind: 'token'; readonly accessToken: string }
  | { readonly kind: 'client'; readonly clientId: string; readonly clientSecret: string }

/** What a connection to a shop is made of. */
export interface ShopifySettings {
  /** Domain of the shop, e.g. `nova-trail.myshopify.com`; the name alone or an address in its admin will do. */
  readonly shop: string
  /** A quarterly version of the Admin API; `2026-10` when absent, `2026-04` or later. */
  readonly apiVersion?: string
  /** Another base address than `https://<shop>`, for a proxy or a simulator. */
  readonly apiUrl?: string
  readonly auth: ShopifyAuth
  /** Time that one call may take, in milliseconds; 30,000 when absent. */
  readonly timeoutMs?: number
}

/** Settings that were checked and filled in. */
export interface CheckedSettings {
  readonly shop: string
  readonly apiVersion: string
  readonly baseUrl: string
  readonly auth: ShopifyAuth
  readonly timeoutMs: number
}

export const defaultApiVersion = '2026-10'
/** From here on an inventory mutation has one form (shopify-facts 1.1). */
export const oldestApiVersion = '2026-04'
/** The versions that this package is tested with; later ones are taken as well. */
const supportedApiVersions = [oldestApiVersion, '2026-07', defaultApiVersion]
const defaultTimeoutMs = 30_000

/** Fills in what is absent. Throws CONFIG_MISSING and CONFIG_INVALID with the name of the field. */
export function checkedSettings(settings: ShopifySettings): CheckedSettings {
  const { shop, baseUrl } = shopAddress(settings)
  const apiVersion = settings.apiVersion ?? defaultApiVersion
  if (!/^20\d\d-(01|04|07|10)$/.test(apiVersion) || apiVersion < oldestApiVersion)
    throw invalid('apiVersion', supportedApiVersions.join(', '))
  const timeoutMs = settings.timeoutMs ?? defaultTimeoutMs
  if (!Number.isFinite(timeoutMs) || timeoutMs <= 0) throw invalid('timeoutMs', '> 0')
  return { shop, apiVersion, baseUrl, auth: checkedAuth(settings.auth), timeoutMs }
}

/** The shop, and the address at which it is asked. Throws CONFIG_MISSING and CONFIG_INVALID. */
export function shopAddress({ shop, apiUrl }: Pick<ShopifySettings, 'shop' | 'apiUrl'>): { shop: string; baseUrl: string } {
  const domain = shopDomain(shop)
  return { shop: domain, baseUrl: baseAddress(apiUrl ?? `https://${domain}`) }
}

function shopDomain(entered: string): string {
  const [host = ''] = entered
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    // As the address bar of Shopify's admin shows it.
    .replace(/^admin\.shopify\.com\/store\//, '')
    .split('/', 1)
  if (!/^[a-z0-9][a-z0-9.-]*$/.test(host) || !URL.canParse(`https://${host}`))
    throw host === '' ? missing('shop') : invalid('shop', 'my-store.myshopify.com, https://admin.shopify.com/store/my-store')
  return host.includes('.') ? host : `${host}.myshopify.com`
}

function baseAddress(entered: string): string {
  const url = URL.canParse(entered) ? new URL(entered) : null
  // A user name in the address would be a secret in a place where none is expected.
  if (url === null || !['http:', 'https:'].includes(url.protocol) || url.username !== '' || url.password !== '')
    throw invalid('apiUrl', 'https://…, http://…')
  return `${url.origin}${withoutTrailingSlashes(url.pathname)}`
}

function checkedAuth(auth: ShopifyAuth): ShopifyAuth {
  if (auth.kind === 'token') return { kind: 'token', accessToken: secret(auth.accessToken, 'accessToken') }
  return { kind: 'client', clientId: secret(auth.clientId, 'clientId'), clientSecret: secret(auth.clientSecret, 'clientSecret') }
}

/** Space around a pasted secret is taken off; anything else that no header can carry is refused here, unseen by any log. */
function secret(entered: string, field: string): string {
  const trimmed = entered.trim()
  if (trimmed === '') throw missing(field)
  if (!/^[\x21-\x7e]+$/.test(trimmed)) throw invalid(field, 'A–Z a–z 0–9 _ -')
  return trimmed
}

function missing(field: string): SyncError {
  return new SyncError('CONFIG_MISSING', { setting: field, node: 'shopify-connection' })
}

function invalid(field: string, allowed: string): SyncError {
  return new SyncError('CONFIG_INVALID', { setting: field, node: 'shopify-connection', allowed })
}
