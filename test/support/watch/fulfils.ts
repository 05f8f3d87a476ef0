import type { Domain } from '../../../src/ports/odoo/odoo.ts'

type Term = Exclude<Domain[number], string>

/** Whether a domain of Odoo holds, in its prefix notation, when each term is judged by the function; `!` is not known. */
export function fulfils(domain: Domain, holds: (term: Term) => boolean): boolean {
  let place = 0
  const one = (): boolean => {
    const item = domain[place]
    place += 1
    if (item === undefined) throw new Error('a domain that ends too soon')
    if (typeof item !== 'string') return holds(item)
    const both = [one(), one()]
    if (item === '&') return both.every(Boolean)
    if (item === '|') return both.some(Boolean)
    throw new Error(`the model knows no ${item}`)
  }
  let all = true
  while (place < domain.length) all = one() && all
  return all
}
