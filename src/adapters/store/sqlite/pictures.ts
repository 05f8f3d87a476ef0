import type { PictureTable } from '../../../ports/store/store.ts'
import { number, text, type Row } from './row.ts'
import type { Session } from './session.ts'

const COLUMNS = 'product_id, digest'
const GET = `SELECT ${COLUMNS} FROM pictures WHERE watch = ? AND product_id IN (SELECT value FROM json_each(?))`
const PUT = 'INSERT OR REPLACE INTO pictures (watch, product_id, digest) VALUES (?, ?, ?)'
const REMOVE = 'DELETE FROM pictures WHERE watch = ? AND product_id IN (SELECT value FROM json_each(?))'
const PAGE = `SELECT ${COLUMNS} FROM pictures WHERE watch = ? AND product_id > ? ORDER BY product_id LIMIT ?`

/** Digests of pictures in SQLite. */
export function sqlitePictures(session: Session): PictureTable {
  return {
    async get(watch, productIds) {
      return new Map(session.all(GET, pictureOf, watch, JSON.stringify(productIds)))
    },
    async put(watch, digests) {
      await session.each([...digests], ([productId, digest]) => session.run(PUT, watch, productId, digest))
    },
    async remove(watch, productIds) {
      session.run(REMOVE, watch, JSON.stringify(productIds))
    },
    async page(watch, afterProductId, limit) {
      return session.all(PAGE, pictureOf, watch, afterProductId, limit)
    },
  }
}

function pictureOf(row: Row): [number, string] {
  return [number(row, 'product_id'), text(row, 'digest')]
}
