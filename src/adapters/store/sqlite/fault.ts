import { basename } from 'node:path'
import { SyncError } from '../../../base/error/sync-error.ts'

const BUSY = 5
const LOCKED = 6
const CORRUPT = 11
const FULL = 13
const NOT_A_DATABASE = 26

/** What SQLite threw, as an error of the catalogue. A `SyncError` stays what it is. */
export function storeFault(thrown: unknown, file: string): SyncError {
  const name = basename(file)
  if (thrown instanceof SyncError) return withFile(thrown, name)
  const detail = thrown instanceof Error ? `${thrown.message} (${name})` : name
  const options = { cause: thrown }
  const code = resultCode(thrown)
  if (code === BUSY || code === LOCKED) return new SyncError('STORE_LOCKED', { file: name }, options)
  if (code === FULL || noRoom(thrown)) return new SyncError('STORE_FULL', { file: name }, options)
  if (code === CORRUPT || code === NOT_A_DATABASE) return new SyncError('STORE_CORRUPT', { file: name, detail }, options)
  return new SyncError('STORE_UNAVAILABLE', { detail }, options)
}

/** Whoever reads a column does not know in which file it stands. */
function withFile(fault: SyncError, file: string): SyncError {
  if (fault.code !== 'STORE_CORRUPT' || fault.values['file'] !== undefined) return fault
  return new SyncError(fault.code, { ...fault.values, file }, { subject: fault.subject, cause: fault.cause })
}

/** SQLite's primary result code, without the details of the extended one. */
function resultCode(thrown: unknown): number | undefined {
  if (!(thrown instanceof Error) || !('errcode' in thrown) || typeof thrown.errcode !== 'number') return undefined
  return thrown.errcode & 0xff
}

/** A folder that cannot be made for want of room. */
function noRoom(thrown: unknown): boolean {
  return thrown instanceof Error && 'code' in thrown && (thrown.code === 'ENOSPC' || thrown.code === 'EDQUOT')
}
