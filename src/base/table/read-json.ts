import { SyncError } from '../error/sync-error.ts'
import { sentence } from '../text/say.ts'

/** The content of a JSON file, which may begin with the mark of UTF-8. Throws MESSAGE_MALFORMED naming `field` when it is none. */
export function readJson(file: string, field = 'file'): unknown {
  try {
    return JSON.parse(file.replace(/^\uFEFF/, ''))
  } catch (error) {
    const problem = error instanceof Error ? error.message : ''
    throw new SyncError('MESSAGE_MALFORMED', { field, problem: sentence('finding.field.unreadable', { format: 'JSON', problem }) })
  }
}
