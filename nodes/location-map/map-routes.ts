import type { NodeAPI } from 'node-red'
import { SyncError } from '../../src/base/error/sync-error.ts'
import { compareMaps, withKnown } from '../../src/rules/map/compare-maps.ts'
import { mapFile, readMapFile } from '../../src/rules/map/map-file.ts'
import { checkMapFileRequest } from '../../src/rules/map/check-map.ts'
import { problemsIn } from '../../src/base/table/file-problem.ts'
import { sentence } from '../../src/base/text/say.ts'
import { adminRoute } from '../kit/admin-route.ts'
import { viewerTexts } from '../kit/viewer-texts.ts'

/** What the dialog of location-map asks: its map as a file, and what a file would change of it. Nothing is kept here. */
export function mapRoutes(RED: NodeAPI): void {
  adminRoute(RED, 'post', 'location-map/export', 'location-map.read', async (request) => {
    const { rows, format } = checkMapFileRequest(request.body)
    return { file: mapFile(rows, format), name: `location-map.${format}`, mime: format === 'csv' ? 'text/csv' : 'application/json' }
  })
  adminRoute(RED, 'post', 'location-map/import', 'location-map.write', async (request) => {
    const { rows, known = [], format, file } = checkMapFileRequest(request.body)
    if (file === undefined) throw new SyncError('MESSAGE_MALFORMED', { field: 'payload.file', problem: sentence('finding.field.missing') })
    const read = readMapFile(file, format)
    if (read.problems.length > 0) return { rows: [], problems: problemsIn(viewerTexts(request), read.problems), differences: [] }
    const taken = withKnown(read.rows, { rows, known }, format === 'csv')
    return { rows: taken, problems: [], differences: compareMaps(rows, taken) }
  })
}
