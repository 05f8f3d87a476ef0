import type { PictureTable } from '../../../ports/store/store.ts'
import { IndexedMap, keyOf } from './indexed-map.ts'

/** Product and digest of the last picture of a watch. */
export type SentPicture = readonly [productId: number, digest: string]

export function pictureRows(): IndexedMap<SentPicture> {
  return new IndexedMap()
}

/** Digests of pictures in memory. */
export function memoryPictures(rows: () => IndexedMap<SentPicture>): PictureTable {
  return {
    async get(watch, productIds) {
      return new Map(
        productIds.flatMap((id) => {
          const sent = rows().get(pictureKey(watch, id))
          return sent === undefined ? [] : [sent]
        }),
      )
    },
    async put(watch, digests) {
      for (const [id, digest] of digests) rows().put(pictureKey(watch, id), [id, digest])
    },
    async remove(watch, productIds) {
      for (const id of productIds) rows().remove(pictureKey(watch, id))
    },
    async page(watch, afterProductId, limit) {
      const page = rows().page(keyOf(watch, ''), pictureKey(watch, Math.max(0, afterProductId)), limit)
      return page.map(([id, digest]) => [id, digest])
    },
  }
}

/** Keys sort like numbers; ids of Odoo are positive. */
function pictureKey(watch: string, productId: number): string {
  return keyOf(watch, String(productId).padStart(16, '0'))
}
