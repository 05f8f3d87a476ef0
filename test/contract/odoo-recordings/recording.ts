import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { MajorVersion } from '../../../sandbox/odoo/major-version.ts'

/** One call as a real Odoo answered it. */
export interface Recording {
  readonly result?: unknown
  readonly fault?: RecordedFault
  readonly response?: { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: unknown }
}

export interface RecordedFault {
  readonly message?: string
  readonly code?: string | number
  readonly faultCode?: number
  readonly faultString?: string
  readonly httpStatus?: number
}

const folder = join(import.meta.dirname, '../../recordings/odoo')

/** The recording of a call with a version; undefined when the version has none. */
export function recording(version: MajorVersion, name: string): Recording | undefined {
  const file = join(folder, String(version), `${name}.json`)
  if (!existsSync(file)) return undefined
  const read: Recording = JSON.parse(readFileSync(file, 'utf8'))
  return read
}
