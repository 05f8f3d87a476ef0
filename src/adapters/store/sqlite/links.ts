import type { Link } from '../../../ports/store/link.ts'
import type { LinkTable } from '../../../ports/store/store.ts'
import { number, text, word, type Row } from './row.ts'
import type { Session } from './session.ts'

const COLUMNS = 'shop, inventory_item_id, variant_id, sku, odoo_database, odoo_product_id, found_by, at'
const PUT = `INSERT OR REPLACE INTO links (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`
const REMOVE = 'DELETE FROM links WHERE shop = ? AND inventory_item_id IN (SELECT value FROM json_each(?))'
const BY_PRODUCT = `SELECT ${COLUMNS} FROM links WHERE shop = ? AND odoo_database = ?
  AND odoo_product_id IN (SELECT value FROM json_each(?)) ORDER BY inventory_item_id`
const BY_ITEM = `SELECT ${COLUMNS} FROM links WHERE shop = ? AND inventory_item_id IN (SELECT value FROM json_each(?))
  ORDER BY inventory_item_id`
const COUNT = 'SELECT count(*) AS links FROM links WHERE shop = ?'
const PAGE = `SELECT ${COLUMNS} FROM links WHERE shop = ? AND inventory_item_id > ? ORDER BY inventory_item_id LIMIT ?`

/** Links in SQLite. */
export function sqliteLinks(session: Session): LinkTable {
  return {
    async put(links) {
      await session.each(links, (link) =>
        session.run(
          PUT,
          link.shop,
          link.inventoryItemId,
          link.variantId,
          link.sku,
          link.odooDatabase,
          link.odooProductId,
          link.by,
          link.at,
        ),
      )
    },
    async remove(shop, inventoryItemIds) {
      session.run(REMOVE, shop, JSON.stringify(inventoryItemIds))
    },
    async byProduct(shop, odooDatabase, productIds) {
      return session.all(BY_PRODUCT, linkOf, shop, odooDatabase, JSON.stringify(productIds))
    },
    async byItem(shop, inventoryItemIds) {
      return session.all(BY_ITEM, linkOf, shop, JSON.stringify(inventoryItemIds))
    },
    async count(shop) {
      return session.one(COUNT, (row) => number(row, 'links'), shop) ?? 0
    },
    async page(shop, after, limit) {
      return session.all(PAGE, linkOf, shop, after ?? '', limit)
    },
  }
}

function linkOf(row: Row): Link {
  return {
    shop: text(row, 'shop'),
    inventoryItemId: text(row, 'inventory_item_id'),
    variantId: text(row, 'variant_id'),
    sku: text(row, 'sku'),
    odooDatabase: text(row, 'odoo_database'),
    odooProductId: number(row, 'odoo_product_id'),
    by: word(row, 'found_by', ['sku', 'barcode', 'hand']),
    at: number(row, 'at'),
  }
}
