const prefix = 'gid://shopify/Location/'

/** The full id of a Shopify location that may be given as its number alone, as it stands in the address of Shopify's admin; null when it is neither. */
export function shopifyLocationId(text: string): string | null {
  const number = text.trim().startsWith(prefix) ? text.trim().slice(prefix.length) : text.trim()
  return /^[0-9]+$/.test(number) ? `${prefix}${number}` : null
}

/** The number at the end of the id: what people see in Shopify's admin. */
export function shortLocationId(id: string): string {
  return id.startsWith(prefix) ? id.slice(prefix.length) : id
}
