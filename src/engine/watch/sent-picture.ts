import type { StoreTables } from '../../ports/store/store.ts'

/** What is kept of the last picture that was sent of a product. */
export interface SentPicture {
  /** Its place in the order of readings. */
  readonly asOf: number
  readonly digest: string
  /** What was free at each watched location, in the order of their ids; absent when it is in doubt what was taken. */
  readonly free?: readonly number[]
}

/**
 * Stands for a picture that was given out, of which it is not known whether it was taken: equal to no digest. Without it, a
 * crash between taking and keeping would leave the digest before, and a stock that returns to it would never be sent again.
 */
export const inDoubt = '?'

export function doubtful({ asOf }: SentPicture): SentPicture {
  return { asOf, digest: inDoubt }
}

/** As a text, for the table of pictures. */
export function writeSent({ asOf, digest, free }: SentPicture): string {
  return free === undefined ? `${asOf} ${digest}` : `${asOf} ${digest} ${free.join(',')}`
}

/** From the text; undefined when it is none. */
export function readSent(text: string | undefined): SentPicture | undefined {
  const [, asOf, digest, free] = /^(\d+) (\S+)(?: (\S*))?$/.exec(text ?? '') ?? []
  if (asOf === undefined || digest === undefined) return undefined
  const sent = { asOf: Number(asOf), digest }
  return free === undefined ? sent : { ...sent, free: free === '' ? [] : free.split(',').map(Number) }
}

/**
 * Keeps the digests of pictures that were taken. A newer picture that another poll has sent meanwhile is not overwritten:
 * whoever receives both keeps the newer one, so it is the newer one that must be compared with.
 */
export async function keepSent(
  tables: Pick<StoreTables, 'pictures'>,
  watch: string,
  sent: ReadonlyMap<number, SentPicture>,
): Promise<void> {
  const stored = await tables.pictures.get(watch, [...sent.keys()])
  const newer = [...sent].filter(([productId, one]) => one.asOf >= (readSent(stored.get(productId))?.asOf ?? 0))
  await tables.pictures.put(watch, new Map(newer.map(([productId, one]) => [productId, writeSent(one)])))
}
