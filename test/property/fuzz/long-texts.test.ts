import assert from 'node:assert/strict'
import { everyPattern } from '../../../scripts/lint-patterns.mjs'
import { twoReadings } from '../../../src/rules/buffer/amounts.ts'
import { blankSecrets, redact, redactor } from '../../../src/base/error/redact.ts'
import { placeListOf } from '../../../src/rules/map/map-cells.ts'
import { OdooFailed, type OdooFailure, reasonOf } from '../../../src/adapters/odoo/failure.ts'
import { faultOf } from '../../../src/adapters/odoo/fault.ts'
import { gidNumber } from '../../../src/ports/shopify/gid.ts'
import { graphQLFault } from '../../../src/adapters/shopify/graphql-fault.ts'
import { shopAddress } from '../../../src/adapters/shopify/settings.ts'
import { statusFault } from '../../../src/adapters/shopify/status-fault.ts'
import { decimalOf } from '../../../src/base/table/decimal.ts'
import { longRuns, outOfProportion } from './support/long-runs.ts'

const length = 60_000
/** What pages, names, addresses and secrets are made of. */
const units = [
  '<title',
  '<title>',
  '<html ',
  'a.',
  'a://',
  '//',
  '/',
  '/a',
  'a@',
  ' ',
  ' a',
  '\\',
  '\\;',
  '#',
  '# 1',
  '0',
  '0,',
  '0a',
  '\n',
  '\r',
  '%20',
]
units.push(
  'read_',
  'read_a1',
  'token=',
  'token ',
  'bearer ',
  'basic a ',
  'Traceback\n',
  'A: ',
  'database "',
  'secret-token',
  'c2VjcmV0',
  'é',
  '&#',
)
const heads = ['', 'Traceback\n', 'a', '<title>', 'https://']
const known = ['secret-token-0123456789']

/** Everything that looks into a text that comes from elsewhere. */
const readers: Readonly<Record<string, (text: string) => unknown>> = {
  'a text that is shown': redact,
  'a text that may hold a known secret': blankSecrets(() => known),
  'an answer of Shopify that is shown': redactor(() => known),
  'a page in the place of Odoo': (text) => understood({ kind: 'page', status: 500, text }),
  'a fault of Odoo': (text) => understood({ kind: 'fault', status: 1, text }),
  'a page in the place of Shopify': (text) => statusFault(403, text),
  'an error of Shopify': (message) => graphQLFault({ message, code: null, located: false, path: [], requiredAccess: message }, true),
  'an id of Shopify': gidNumber,
  'the domain of a shop': (shop) => orNothing(() => shopAddress({ shop })),
  'the address of a shop': (path) => orNothing(() => shopAddress({ shop: 'a', apiUrl: `https://a.example${path}` })),
  'a list of locations in a file': placeListOf,
  'a number in a file': decimalOf,
  'an amount in a file': twoReadings,
}

function understood(failure: OdooFailure): string {
  const { failure: kept } = new OdooFailed(failure)
  return reasonOf(kept) + faultOf(kept).code
}

function orNothing(read: () => unknown): unknown {
  try {
    return read()
  } catch {
    return undefined
  }
}

describe('long texts take time in proportion', function () {
  this.timeout(300_000)

  it('in every pattern of the package, with runs of what each is made of', () => {
    const patterns = everyPattern()
    assert.ok(patterns.length > 80)
    for (const { path, source, flags } of patterns) {
      if (source === null) continue
      const pattern = new RegExp(source, flags)
      for (const run of longRuns(source, flags)) {
        const ratio = outOfProportion((text) => text.replace(pattern, ''), run, length)
        assert.equal(ratio, undefined, `${path} /${source}/${flags} with ${JSON.stringify(run(1))}`)
      }
    }
  })

  for (const [what, read] of Object.entries(readers)) {
    it(`in reading ${what}`, () => {
      for (const unit of units)
        for (const head of heads) {
          const run = (many: number): string => head + unit.repeat(Math.ceil(many / unit.length))
          assert.equal(outOfProportion(read, run, length), undefined, JSON.stringify(head + unit))
        }
    })
  }

  it('which finds a pattern that does not', () => {
    // A harmless one of the kind that is looked for: from each of many starts it reads to the end.
    const slow = longRuns('<title[^>]*>', 'i').some(
      (run) => outOfProportion((text) => text.search(/<title[^>]*>/i), run, 20_000) !== undefined,
    )
    assert.ok(slow)
  })
})
