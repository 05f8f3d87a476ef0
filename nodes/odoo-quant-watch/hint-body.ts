import type { IncomingMessage } from 'node:http'
import { numberProperty, property, textProperty } from '../../src/ports/odoo/property.ts'

/** What a hint says of itself. For the log only: what is true is read from Odoo. */
export interface Hint {
  readonly model?: string
  readonly id?: number
  readonly productId?: number
}

/** Most bytes of a body that are looked at; Odoo sends some hundred. */
const most = 16_384

/** Reads what a body says, whatever it is; a longer one is cut off with its connection. Never rejects. */
export async function hintOf(request: IncomingMessage): Promise<Hint> {
  const given = property(request, 'body')
  if (given !== undefined) return said(given)
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of request) {
      const bytes = Buffer.from(chunk)
      size += bytes.length
      if (size > most) break
      chunks.push(bytes)
    }
  } catch {
    return {}
  }
  return size > most ? {} : said(parsed(Buffer.concat(chunks).toString('utf8')))
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function said(body: unknown): Hint {
  const [model, id, productId] = [textProperty(body, '_model'), numberProperty(body, '_id'), numberProperty(body, 'product_id')]
  return {
    ...(model === undefined || !/^[a-z][a-z0-9_.]{0,63}$/.test(model) ? {} : { model }),
    ...(id === undefined ? {} : { id }),
    ...(productId === undefined ? {} : { productId }),
  }
}
