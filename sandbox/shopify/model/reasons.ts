/** The reasons that an inventory change may name (shopify-facts 1.6). */
export const reasons: readonly string[] = [
  'correction',
  'cycle_count_available',
  'damaged',
  'movement_canceled',
  'movement_created',
  'movement_received',
  'movement_updated',
  'other',
  'promotion',
  'quality_control',
  'received',
  'reservation_created',
  'reservation_deleted',
  'reservation_updated',
  'restock',
  'safety_stock',
  'shrinkage',
]

/** True for a URI with a scheme and content; a gid needs app, entity and id (shopify-facts 1.6). */
export function isDocumentUri(uri: string): boolean {
  if (uri.startsWith('gid://')) return /^gid:\/\/[^/\s]+\/[^/\s]+\/\S+$/.test(uri)
  return /^[A-Za-z][A-Za-z0-9+.-]*:\S+$/.test(uri) && !/^[^:]+:\/*$/.test(uri)
}
