import type { Domain, OdooRow } from '../../../src/ports/odoo/odoo.ts'
import { fulfils } from './fulfils.ts'

/** Where locations lie, by id. */
type Tree = ReadonlyMap<number, { readonly parent_path: string }>
type Term = Exclude<Domain[number], string>

/** Whether a row is in a domain in prefix notation; terms without an operator between them must all hold. */
export function inDomain(row: OdooRow, domain: Domain, tree: Tree = new Map()): boolean {
  return fulfils(domain, (term) => holds(row, term, tree))
}

function holds(row: OdooRow, [field, operator, value]: Term, locations: Tree): boolean {
  const own = row[field]
  if (operator === '=') return own === value
  if (operator === '!=') return own !== value
  if (operator === 'in') return Array.isArray(value) && value.includes(own)
  if (operator === '<') return typeof own === typeof value && String(own) < String(value)
  if (operator === '<=') return typeof own === typeof value && String(own) <= String(value)
  if (operator === '>=') return typeof own === typeof value && String(own) >= String(value)
  if (operator === '>') return typeof own === 'number' && typeof value === 'number' ? own > value : String(own) > String(value)
  if (operator === 'child_of') {
    const path = locations.get(Number(own))?.parent_path.split('/').map(Number) ?? []
    return Array.isArray(value) && value.some((id: unknown) => path.includes(Number(id)))
  }
  if (operator === 'parent_of') {
    const below = [...locations].filter(([id]) => Array.isArray(value) && value.includes(id))
    return below.some(([, one]) => one.parent_path.split('/').map(Number).includes(Number(own)))
  }
  throw new Error(`the model knows no ${operator}`)
}
