/** One level as both systems have it at the beginning. */
export interface Place {
  readonly product: number
  readonly location: number
  /** What Odoo can ship. */
  readonly odoo: number
  /** What Shopify shows. */
  readonly shopify: number
}

/** The id of a location in Shopify. */
export const gidOf = (location: number): string => `gid://shopify/Location/${location}`

/** A place as one string, for maps and messages. */
export function nameOf(place: Pick<Place, 'product' | 'location'>): string {
  return `${place.product}@${place.location}`
}
