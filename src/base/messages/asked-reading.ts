import { largestId, largestInteger } from './bounds.ts'
import { compile } from './compile.ts'
import type { FailedLine } from './failed.ts'

/**
 * `msg.reconcile`: says that a message is a reading that reconcile-diff asked for. Nodes between pass it on, also without
 * any line left, and nothing of it is written.
 */
export interface AskedReading {
  /** The reconcile-diff that asked. */
  readonly node: string
  /** Names the answer. */
  readonly token: string
  /** The product after which the next page begins; null after the last one. */
  readonly next?: number | null
  /** What did not come through so far. */
  readonly unlinked?: number
  readonly unmapped?: number
  /** The first of them, in words. */
  readonly leftOut?: readonly LeftOut[]
}

/** Something that could not be compared, for the report: what and what to do about it. */
export interface LeftOut {
  readonly code: string
  readonly text: string
  readonly cure: string
}

/** So much that is left out is named, in one reading and in a report; the rest is only counted. */
export const namedAtMost = 200

export const askedReadingSchema = {
  type: 'object',
  required: ['node', 'token'],
  properties: {
    node: { type: 'string' },
    token: { type: 'string' },
    next: { type: ['integer', 'null'], minimum: 0, maximum: largestId },
    unlinked: { type: 'integer', minimum: 0, maximum: largestInteger },
    unmapped: { type: 'integer', minimum: 0, maximum: largestInteger },
    leftOut: {
      type: 'array',
      maxItems: namedAtMost,
      items: {
        type: 'object',
        required: ['code', 'text', 'cure'],
        properties: { code: { type: 'string' }, text: { type: 'string' }, cure: { type: 'string' } },
      },
    },
  },
} as const

const isAskedReading = compile<AskedReading>(askedReadingSchema)

/** The mark of a message; undefined for every other message. */
export function askedReadingOf(message: object): AskedReading | undefined {
  const reconcile: unknown = 'reconcile' in message ? message.reconcile : undefined
  return isAskedReading(reconcile) ? reconcile : undefined
}

/** The mark after some lines failed: products without a link and stock that no row maps are counted, by the class of the cause. */
export function withFailed(asked: AskedReading, failed: readonly FailedLine[]): AskedReading {
  const of = (name: FailedLine['class']): number => failed.filter((line) => line.class === name).length
  const named = failed.filter((line) => line.class === 'product-identity' || line.class === 'location-mapping')
  const leftOut = [...(asked.leftOut ?? []), ...named.map(({ code, text, cure }): LeftOut => ({ code, text, cure }))]
  return {
    ...asked,
    unlinked: (asked.unlinked ?? 0) + of('product-identity'),
    unmapped: (asked.unmapped ?? 0) + of('location-mapping'),
    ...(leftOut.length === 0 ? {} : { leftOut: leftOut.slice(0, namedAtMost) }),
  }
}
