import buffer from '../../nodes/buffer/buffer.ts'
import directionGate from '../../nodes/direction-gate/direction-gate.ts'
import failedJobStore from '../../nodes/failed-job-store/failed-job-store.ts'
import locationMap from '../../nodes/location-map/location-map.ts'
import odooConnection from '../../nodes/odoo-connection/odoo-connection.ts'
import odooQuantWatch from '../../nodes/odoo-quant-watch/odoo-quant-watch.ts'
import productLink from '../../nodes/product-link/product-link.ts'
import reconcileDiff from '../../nodes/reconcile-diff/reconcile-diff.ts'
import shopifyConnection from '../../nodes/shopify-connection/shopify-connection.ts'
import shopifyInventorySet from '../../nodes/shopify-inventory-set/shopify-inventory-set.ts'
import syncStore from '../../nodes/sync-store/sync-store.ts'

/** Every node of the package, the config nodes first. */
export const everyNode = [
  odooConnection,
  shopifyConnection,
  syncStore,
  odooQuantWatch,
  directionGate,
  locationMap,
  buffer,
  productLink,
  shopifyInventorySet,
  reconcileDiff,
  failedJobStore,
] as const
