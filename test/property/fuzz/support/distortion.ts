import fc from 'fast-check'
import type { OdooRow } from '../../../../src/ports/odoo/odoo.ts'
import { rowsOf } from '../../../../src/adapters/odoo/rows.ts'

/** One way in which an answer can be wrong. Places are shares of the whole, from 0 to 1. */
export type Distortion =
  | { readonly what: 'cut'; readonly place: number }
  | { readonly what: 'noise'; readonly place: number; readonly text: string }
  | { readonly what: 'other'; readonly text: string }
  | { readonly what: 'status'; readonly status: number }
  | { readonly what: 'value'; readonly place: number; readonly value: unknown }
  | { readonly what: 'gone'; readonly place: number }

const place = fc.double({ min: 0, max: 0.999, noNaN: true })
/** What a careless server, proxy or person could put in the place of a value. */
const oddValues: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  1.5,
  1e308,
  -7e12,
  '',
  '0',
  'x',
  '9999-12-31 23:59:59',
  '2026-11-31',
  [],
  {},
  [[]],
]
const value = fc.oneof(fc.constantFrom(...oddValues), fc.jsonValue({ maxDepth: 2 }), fc.constantFrom('__proto__', 'constructor', '\u0000'))
const pages = [
  '',
  ' ',
  'null',
  '[]',
  '{}',
  '"text"',
  '0',
  '{"data":null}',
  '{"errors":"no"}',
  '<html><title>Sign in</title></html>',
  '<?xml',
]

export const distortion: fc.Arbitrary<Distortion> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ what: fc.constant('value' as const), place, value }) },
  { weight: 3, arbitrary: fc.record({ what: fc.constant('gone' as const), place }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('cut' as const), place }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('noise' as const), place, text: fc.string({ minLength: 1, unit: 'binary' }) }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('other' as const), text: fc.oneof(fc.constantFrom(...pages), fc.string()) }) },
  {
    weight: 1,
    arbitrary: fc.record({ what: fc.constant('status' as const), status: fc.constantFrom(200, 301, 400, 401, 403, 404, 429, 500, 502) }),
  },
)

export interface Answer {
  readonly status: number
  readonly body: string
}

/** The answer with one thing wrong in it. */
export function distorted({ status, body }: Answer, wrong: Distortion): Answer {
  if (wrong.what === 'status') return { status: wrong.status, body }
  if (wrong.what === 'other') return { status, body: wrong.text }
  if (wrong.what === 'cut') return { status, body: body.slice(0, Math.floor(body.length * wrong.place)) }
  if (wrong.what === 'noise') {
    const at = Math.floor(body.length * wrong.place)
    return { status, body: body.slice(0, at) + wrong.text + body.slice(at) }
  }
  return { status, body: body.trimStart().startsWith('<') ? inXml(body, wrong) : inJson(body, wrong) }
}

function inXml(body: string, wrong: Distortion & { place: number }): string {
  const places = [...body.matchAll(/<(value|member|name)>((?!<\1>)[^])*?<\/\1>/g)]
  const chosen = places[Math.floor(places.length * wrong.place)]
  if (chosen === undefined) return body
  const instead = wrong.what === 'value' ? `<value>${xmlOf(wrong.value)}</value>` : ''
  return body.slice(0, chosen.index) + instead + body.slice(chosen.index + chosen[0].length)
}

function xmlOf(odd: unknown): string {
  if (typeof odd === 'number') return Number.isInteger(odd) ? `<int>${odd}</int>` : `<double>${odd}</double>`
  if (typeof odd === 'boolean') return `<boolean>${odd ? 1 : 0}</boolean>`
  if (Array.isArray(odd)) return `<array><data>${odd.map((one) => `<value>${xmlOf(one)}</value>`).join('')}</data></array>`
  if (typeof odd === 'string') return `<string>${escaped(odd)}</string>`
  if (typeof odd !== 'object' || odd === null) return '<nil/>'
  const members = Object.entries(odd).map(([name, one]) => `<member><name>${escaped(name)}</name><value>${xmlOf(one)}</value></member>`)
  return `<struct>${members.join('')}</struct>`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}

/** Rows with one thing wrong in them, as far as they are still rows with an id, which the adapter sees to. */
export function distortRows(rows: readonly OdooRow[], wrong: Distortion): OdooRow[] {
  if (wrong.what !== 'value' && wrong.what !== 'gone') return [...rows]
  const told: unknown = JSON.parse(inJson(JSON.stringify(rows), wrong) || 'null')
  return rowsOf(told)
}

type Holder = Record<string, unknown>

function inJson(body: string, wrong: Distortion & { place: number }): string {
  try {
    return JSON.stringify(distortValue(JSON.parse(body), wrong)) ?? ''
  } catch {
    return body
  }
}

/** The value, changed in place, with another value somewhere in it, or without one that was there. */
export function distortValue(whole: unknown, wrong: Distortion): unknown {
  const top: Holder = { whole }
  const places = placesIn(top)
  const chosen = 'place' in wrong ? places[Math.floor(places.length * wrong.place)] : undefined
  if (chosen === undefined) return whole
  if (wrong.what === 'value') chosen.holder[chosen.key] = wrong.value
  else delete chosen.holder[chosen.key]
  return top['whole']
}

/** Every value in an object, by what holds it. */
function placesIn(holder: object): { holder: Holder; key: string }[] {
  const own = holder as Holder
  return Object.keys(own).flatMap((key) => {
    const held = own[key]
    return [{ holder: own, key }, ...(typeof held === 'object' && held !== null ? placesIn(held) : [])]
  })
}
