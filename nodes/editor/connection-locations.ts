import { adminGet } from './admin-request.ts'
import { readOdooLocations, type OdooLocation } from './odoo-location.ts'
import { readShopifyLocations, type ListedShopifyLocation } from './shopify-location.ts'

/** Asks once per connection and dialog; `anew` asks again, and a failure is not kept. */
function asker<Location>(path: (connection: string) => string, read: (answer: unknown) => Location[]) {
  const kept = new Map<string, Promise<readonly Location[]>>()
  return (connection: string, anew = false): Promise<readonly Location[]> => {
    const known = kept.get(connection)
    if (known !== undefined && !anew) return known
    const asked = adminGet(path(connection)).then(read)
    kept.set(connection, asked)
    asked.catch(() => kept.delete(connection))
    return asked
  }
}

/** The locations of an Odoo connection, as its server lists them. */
export function odooLocationsAsker(): (connection: string, anew?: boolean) => Promise<readonly OdooLocation[]> {
  return asker((connection) => `odoo-shopify/odoo-connection/${encodeURIComponent(connection)}/locations`, readOdooLocations)
}

/** The locations of a shop, as Shopify lists them. */
export function shopifyLocationsAsker(): (connection: string, anew?: boolean) => Promise<readonly ListedShopifyLocation[]> {
  return asker((connection) => `odoo-shopify/shopify-connection/${encodeURIComponent(connection)}/locations`, readShopifyLocations)
}
