import { mapFileAtMost } from '../../src/rules/map/map-cells.ts'
import { adminDownload } from '../editor/admin-request.ts'
import { comparedFile } from '../editor/compared-file.ts'
import { comparison } from './comparison.editor.ts'
import type { EditedRow, Entry } from './entry.editor.ts'
import { readImportAnswer } from './import-answer.editor.ts'

interface MapFile {
  readonly place: HTMLElement
  readonly entries: () => readonly Entry[]
  readonly translate: Translate
  /** Replaces every row of the dialog. */
  readonly taken: (rows: readonly EditedRow[]) => void
}

/** The map of the dialog as a file, and a map from one. */
export function mapFile({ place, entries, translate, taken }: MapFile): { changed: () => void } {
  return comparedFile({
    place,
    name: 'location-map',
    translate,
    atMost: mapFileAtMost,
    content: (format) => adminDownload('odoo-shopify/location-map/export', { format, rows: rowsNow() }),
    now: () => ({ rows: rowsNow(), known: entries().map(({ location: { id, name } }) => ({ id, name })) }),
    read: readImportAnswer,
    comparison: ({ differences }) => comparison(differences, (key, values) => translate(`location-map.${key}`, values)),
    taken: ({ rows }) => taken(rows),
  })

  function rowsNow(): EditedRow[] {
    return entries().flatMap(({ row }) => (row === null ? [] : [row]))
  }
}
