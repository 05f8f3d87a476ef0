import { createHash } from 'node:crypto'
import { SyncError } from '../../base/error/sync-error.ts'
import { neededTextField, textField, timeField } from '../../ports/odoo/field.ts'
import type { Odoo, OdooRow } from '../../ports/odoo/odoo.ts'

/** When the API key in use ends, as far as Odoo tells it. */
export interface KeyEnd {
  /** Milliseconds since 1970. */
  readonly endsAt: number
  /** What the key that ends first is called in Odoo. */
  readonly name: string
  /** Keys of the user that could be the one in use: Odoo tells of none which it is (odoo-orders-facts 3). */
  readonly keys: number
  /** Tells this key from another one, and nothing about it. */
  readonly mark: string
}

/** From this version on a key may have an end. */
const oldestWithEnds = 18
/** As Odoo makes keys: 20 bytes. Anything else is a password, which does not end. */
const keyForm = /^[0-9a-f]{40}$/

/**
 * The end of the key in use, one small call. Odoo lets nobody ask which row a key belongs to, so of several keys of the user it is
 * the earliest that has not come yet. Null when none ends, when it is
 * a password, or when Odoo does not tell. Throws the ODOO_* faults that pass by themselves.
 */
export async function readKeyEnd(odoo: Odoo, apiKey: string, now: number): Promise<KeyEnd | null> {
  if (!keyForm.test(apiKey.trim())) return null
  const { majorVersion, userId } = await odoo.identity()
  if (majorVersion < oldestWithEnds) return null
  const rows = await keysOf(odoo, userId)
  const usable = rows.filter((row) => (endOf(row) ?? Number.POSITIVE_INFINITY) >= now)
  const [first] = usable.filter((row) => endOf(row) !== null).toSorted((one, other) => (endOf(one) ?? 0) - (endOf(other) ?? 0))
  const endsAt = first === undefined ? null : endOf(first)
  if (first === undefined || endsAt === null) return null
  return { endsAt, name: neededTextField(first, 'name'), keys: usable.length, mark: markOf(apiKey) }
}

/**
 * What is known after another reading. Over XML-RPC Odoo goes on taking a key that is over until its process is started anew, and
 * clears the row away meanwhile (measured on 19): the end of the only key there was is not forgotten when it has come.
 */
export function stillKnown(before: KeyEnd | null, found: KeyEnd | null, now: number): KeyEnd | null {
  return before !== null && before.keys === 1 && before.endsAt <= now && found === null ? before : found
}

/** A key of another scope than these opens no door of the API. Not being allowed to look is no fault: nothing depends on it. */
async function keysOf(odoo: Odoo, userId: number): Promise<OdooRow[]> {
  const domain = [['user_id', '=', userId], '|', ['scope', '=', false], ['scope', '=', 'rpc']] as const
  try {
    return await odoo.searchRead('res.users.apikeys', domain, ['name', 'expiration_date'], { order: 'id' })
  } catch (error) {
    if (error instanceof SyncError && !error.temporary) return []
    throw error
  }
}

function endOf(row: OdooRow): number | null {
  return textField(row, 'expiration_date') === undefined ? null : Date.parse(`${timeField(row, 'expiration_date').replace(' ', 'T')}Z`)
}

/** Thirty-two bits of a hash: enough to tell one's own keys apart, too little to find one. */
export function markOf(apiKey: string): string {
  return createHash('sha256').update(apiKey.trim()).digest('hex').slice(0, 8)
}
