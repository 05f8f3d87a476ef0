import type { ShopContext } from '../shop-context.ts'
import type { View } from '../view.ts'

/** The shop itself as `Shop`. */
export function shopView({ identity }: ShopContext): View {
  return {
    __typename: 'Shop',
    id: 'gid://shopify/Shop/1001',
    name: identity.name,
    myshopifyDomain: identity.domain,
    url: `https://${identity.domain}`,
    currencyCode: 'EUR',
    ianaTimezone: 'Etc/UTC',
    taxesIncluded: true,
    plan: { publicDisplayName: 'Sandbox', partnerDevelopment: true, shopifyPlus: false },
  }
}

/** The app's installation with what it may do, as `AppInstallation`. */
export function installationView({ scopes }: ShopContext): View {
  return {
    __typename: 'AppInstallation',
    id: 'gid://shopify/AppInstallation/1001',
    accessScopes: scopes.map((handle) => ({ handle, description: handle })),
    app: { __typename: 'App', id: 'gid://shopify/App/1001', title: 'Sandbox app', handle: 'sandbox-app' },
  }
}

/** A version of the API as `ApiVersion`. */
export function apiVersionView(handle: string): View {
  return { handle, displayName: handle, supported: true }
}

/** What each quantity is made of, as `InventoryProperties` (shopify-facts 1.7). */
export function propertiesView(): View {
  const parts = ['available', 'committed', 'damaged', 'quality_control', 'reserved', 'safety_stock']
  const name = (of: string, comprises: readonly string[], belongsTo: readonly string[]) => ({
    name: of,
    displayName: of.replace('_', ' '),
    isInUse: true,
    comprises,
    belongsTo,
  })
  return { quantityNames: [...parts.map((part) => name(part, [], ['on_hand'])), name('on_hand', parts, []), name('incoming', [], [])] }
}
