import { existsSync, mkdirSync, realpathSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { storeFault } from './fault.ts'

/** The one true name of a store's file, links followed, so that no two names open it twice. Makes its folder. */
export function storePath(file: string): string {
  const path = resolve(file)
  try {
    mkdirSync(dirname(path), { recursive: true })
    return existsSync(path) ? realpathSync(path) : join(realpathSync(dirname(path)), basename(path))
  } catch (thrown) {
    throw storeFault(thrown, path)
  }
}
