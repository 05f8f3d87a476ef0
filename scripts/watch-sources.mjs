// Tells when a source of the package has changed; used by `npm run dev`.
import { watch } from 'node:fs'
import { join } from 'node:path'
import { root } from './setup.mjs'

/** What the package is built of. The sandbox runs beside it and is started anew by hand. */
const sources = ['src', 'nodes', 'locales', 'icons', 'flows']
/** An editor writes a file in several steps, and a change of branch many files: ms of quiet before they count as one change. */
const quietMs = 200

/** Calls `changed` with one of the paths, never while the call before it runs; what changes meanwhile is told after it. */
export function watchSources(changed) {
  let path
  let timer
  let busy = false
  async function tell() {
    if (busy || path === undefined) return
    const told = path
    path = undefined
    busy = true
    await changed(told).finally(() => (busy = false))
    await tell()
  }
  for (const folder of sources) {
    watch(join(root, folder), { recursive: true }, (_event, name) => {
      path = join(folder, name ?? '')
      clearTimeout(timer)
      timer = setTimeout(() => void tell(), quietMs)
    })
  }
}
