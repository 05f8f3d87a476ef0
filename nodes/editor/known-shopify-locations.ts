import { asList, asText, isPlainObject } from './plain.ts'

/** The Shopify locations that the location maps of the workspace know, by id: what a rule is likely to be about. */
export function knownShopifyLocations(): ReadonlyMap<string, string> {
  const names = new Map<string, string>()
  RED.nodes.eachNode((node) => {
    if (node.type !== 'location-map') return true
    for (const row of asList(node['rows'])) {
      if (isPlainObject(row)) names.set(asText(row['shopifyLocationId']), asText(row['shopifyLocation']))
    }
    for (const known of asList(node['known'])) {
      if (isPlainObject(known)) names.set(asText(known['id']), asText(known['name']))
    }
    return true
  })
  names.delete('')
  return names
}
