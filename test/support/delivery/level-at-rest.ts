import type { LevelRecord } from '../../../src/ports/store/level-record.ts'

/** What a level that is at rest is believed to show, and its newest picture. Undefined while there is anything to do. */
export function levelAtRest(record: LevelRecord | undefined): { readonly quantity: number; readonly asOf: number } | undefined {
  if (record === undefined || record.state !== 'settled' || record.doubt !== null || record.observed !== null) return undefined
  const { confirmed, wanted } = record
  return confirmed === null || wanted === null ? undefined : { quantity: confirmed.quantity, asOf: wanted.asOf }
}
