import { numberProperty, property, textProperty } from '../../ports/odoo/property.ts'

/** What a picture, and every line that is made of it, is known by: the product and the reading. */
export interface Origin {
  readonly database: string
  readonly productId: number
  /** Unique within one sync store only; `watch` tells readings of two stores apart. */
  readonly asOf: number
  /** Name of the watch that read it; no watch hears of a line that lost it on its way. */
  readonly watch?: string
}

/** The origins of the lines in a payload, each once; of a failed line, that of the line that failed. Other things have none. */
export function originsOf(payload: unknown): Origin[] {
  const origins = new Map<string, Origin>()
  for (const line of Array.isArray(payload) ? payload : [payload]) {
    const origin = originIn(line)
    if (origin !== undefined) origins.set(JSON.stringify(Object.values(origin)), origin)
  }
  return [...origins.values()]
}

/** The origin of one line. */
export function originIn(line: unknown): Origin | undefined {
  return originOf(property(line, 'kind') === 'failed' ? property(line, 'line') : line)
}

function originOf(line: unknown): Origin | undefined {
  const odoo = property(line, 'odoo')
  const database = textProperty(odoo, 'database')
  const productId = numberProperty(odoo, 'productId')
  const asOf = numberProperty(line, 'asOf')
  const watch = textProperty(line, 'watch')
  if (database === undefined || productId === undefined || asOf === undefined) return undefined
  return { database, productId, asOf, ...(watch === undefined ? {} : { watch }) }
}
