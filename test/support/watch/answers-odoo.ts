import { dialectOf, newestDialect } from '../../../src/adapters/odoo/dialect.ts'
import type { Domain, Odoo, OdooRow, ReadOptions } from '../../../src/ports/odoo/odoo.ts'

export interface Search {
  readonly model: string
  readonly domain: Domain
  readonly fields: readonly string[]
  readonly options: ReadOptions
}

/**
 * An Odoo that answers searches as told and keeps what it was asked; it takes no writes. It knows a company without a partner
 * when it is not told of any, and no fields beyond those of the plain modules but the ones in `more`.
 */
export function answersOdoo(
  answer: (search: Search) => OdooRow[],
  majorVersion = 19,
  more: () => readonly string[] = () => [],
): { readonly odoo: Odoo; readonly asked: Search[] } {
  const asked: Search[] = []
  const none = (): never => {
    throw new Error('nothing is written here')
  }
  const searchRead: Odoo['searchRead'] = async (model, domain, fields, options = {}) => {
    const search = { model, domain, fields, options }
    asked.push(search)
    return answer(search).slice(0, options.limit)
  }
  const odoo: Odoo = {
    identity: async () => {
      const dialect = dialectOf(majorVersion) ?? newestDialect
      return { url: 'http://x', database: 'shop', name: 'shop@x', majorVersion, dialect, transport: 'xml-rpc', userId: 2 }
    },
    searchRead,
    searchCount: async (model, domain) => (await searchRead(model, domain, [])).length,
    readSums: none,
    create: none,
    write: none,
    call: async (_model, method) =>
      method === 'fields_get' ? Object.fromEntries(more().map((field) => [field, { type: 'datetime' }])) : none(),
    close: async () => undefined,
  }
  return { odoo, asked }
}

/** The value that a domain compares a field with, or undefined. */
export function comparedWith(domain: Domain, field: string): unknown {
  for (const term of domain) {
    if (typeof term !== 'string' && term[0] === field) return term[2]
  }
  return undefined
}
