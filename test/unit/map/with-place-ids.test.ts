import assert from 'node:assert/strict'
import { lintMap } from '../../../src/rules/map/lint-map.ts'
import type { LocationMap, NamedRow } from '../../../src/rules/map/location-map.ts'
import { withPlaceIds } from '../../../src/rules/map/placed-rows.ts'
import { bundledFlow, bundledFlowFiles } from '../../support/bundled-flows.ts'
import { english } from '../../support/english.ts'
import { place, row } from '../../support/pictures.ts'

const byName = (id: string, at: number, ...names: string[]): NamedRow => ({
  ...row(id, at, []),
  sources: names.map((location) => ({ location })),
})

const found = (rows: readonly NamedRow[], odoo?: ReturnType<typeof place>[]): string[] =>
  lintMap({ rows: withPlaceIds(rows, odoo ?? []) }, english, odoo === undefined ? {} : { odoo: odoo.map(listed) }).map(
    ({ severity, code }) => `${severity} ${code}`,
  )

const listed = ({ locationId, location, path = [] }: ReturnType<typeof place>) => ({
  locationId,
  location,
  path,
  usage: 'internal',
  companyId: 1,
  active: true,
})

describe('a map whose Odoo locations are kept by name', () => {
  for (const file of bundledFlowFiles()) {
    it(`has nothing to mend before the systems were asked: ${file}`, () => {
      for (const node of bundledFlow(file).filter(({ type }) => type === 'location-map')) {
        const rows = Array.isArray(node['rows']) ? (node['rows'] as NamedRow[]) : []
        const known = Array.isArray(node['known']) ? (node['known'] as NonNullable<LocationMap['known']>) : []
        const errors = lintMap({ rows: withPlaceIds(rows, []), known }, english).filter(({ severity }) => severity === 'error')
        assert.deepEqual(errors, [])
      }
    })
  }

  it('sells one stock twice when two rows name it, whether Odoo listed it or not', () => {
    const rows = [byName('nj', 1, 'NJ/Stock'), byName('soho', 2, 'NJ/Stock')]
    assert.deepEqual(found(rows), ['error overlap'])
    assert.deepEqual(found(rows, [place('NJ/Stock', 1, 7, 8)]), ['error overlap'])
  })

  it('takes names for different places, and says when Odoo lists one of them not', () => {
    const rows = [byName('nj', 1, 'NJ/Stock', 'NJ/Annex'), byName('tx', 2, 'TX/Stock')]
    assert.deepEqual(found(rows), [])
    assert.deepEqual(found(rows, [place('NJ/Stock', 1, 7, 8), place('TX/Stock', 1, 20, 21)]), ['error source-unknown'])
  })
})
