import assert from 'node:assert/strict'
import fc from 'fast-check'
import Papa from 'papaparse'
import { mapFile, readMapFile, type MapFormat } from '../../../src/rules/map/map-file.ts'
import { isNamedRow } from '../../../src/rules/map/check-map.ts'
import type { NamedPlace, NamedRow } from '../../../src/rules/map/location-map.ts'
import { withKnown } from '../../../src/rules/map/compare-maps.ts'
import { inWords } from '../../support/english.ts'
import { namedRow, oddRows } from '../../support/map/named-rows.ts'
import { shopifyLocation } from '../../support/pictures.ts'

const formats: readonly MapFormat[] = ['csv', 'json']
const rowsOf = (file: string, format: MapFormat = 'csv') => readMapFile(file, format)

/** What people and spreadsheets put into names, with the signs that a file gives a meaning. */
const name = fc
  .array(fc.constantFrom('=', '+', '-', '@', "'", '"', ',', ';', '#', '\\', '8', ' ', '/', '\n', '%', 'Stock', 'é', '保', '\uFEFF'), {
    maxLength: 8,
  })
  .map((parts) => parts.join('').trim())
const place = fc
  .record({ locationId: fc.integer({ min: 1 }), location: name }, { requiredKeys: ['location'], noNullPrototype: true })
  .filter(isPlace)
const anyRow = fc
  .record({
    number: fc.nat({ max: 99 }),
    shopifyLocation: name,
    sources: fc.array(place, { maxLength: 3 }),
    exclude: fc.array(place, { maxLength: 2 }),
  })
  .chain(({ number, ...row }) =>
    fc
      .record(
        {
          reason: name.filter((text) => text !== ''),
          notes: name.filter((text) => text !== ''),
          share: fc.double({ min: 0, max: 100, noNaN: true }).map((share) => (share === 0 ? 0 : share)),
          sharedInFull: fc.constant(true as const),
          adjust: place,
          companyId: fc.integer({ min: 1 }),
        },
        { requiredKeys: [], noNullPrototype: true },
      )
      .map((more): NamedRow => namedRow(number, { ...row, ...more })),
  )
const anyMap = fc.uniqueArray(anyRow, { maxLength: 4, selector: (row) => row.shopifyLocationId })

function isPlace(made: { location: string; locationId?: number }): made is NamedPlace {
  return made.location !== '' || made.locationId !== undefined
}

describe('a map in a file', () => {
  for (const format of formats) {
    it(`comes back as it was from ${format}`, () => {
      assert.deepEqual(rowsOf(mapFile(oddRows, format), format), { rows: oddRows, problems: [] })
    })

    it(`comes back as it was from ${format}, whatever stands in it`, () => {
      fc.assert(fc.property(anyMap, (rows) => assert.deepEqual(rowsOf(mapFile(rows, format), format), { rows, problems: [] })))
    })
  }

  it('cannot run a formula in a spreadsheet', () => {
    fc.assert(
      fc.property(anyMap, (rows) => {
        const { data } = Papa.parse<string[]>(mapFile(rows, 'csv'), { delimiter: ',' })
        assert.deepEqual(
          data.flat().filter((cell) => /^[=+\-@\t\r]/.test(cell)),
          [],
        )
      }),
    )
  })

  it('may begin with the mark by which a spreadsheet knows UTF-8', () => {
    for (const format of formats) assert.deepEqual(rowsOf(`\uFEFF${mapFile(oddRows, format)}`, format).rows, oddRows)
  })

  it('is taken with the numbers of locations, a comma in decimals and no more columns than needed', () => {
    assert.partialDeepStrictEqual(rowsOf('shopifyLocationId;sources;share\n71;NJ/Stock; 12,5 %\n').rows, [
      { shopifyLocationId: shopifyLocation(71), outcome: 'mapped', sources: [{ location: 'NJ/Stock' }], share: 12.5, enabled: true },
    ])
  })

  it('names every row and column of CSV that is wrong, and then has no rows', () => {
    const file =
      'shopifyLocationId,outcome,share,enabled,companyId,adjust\n71,maybe,10,true,3,\nhere,mapped,120,perhaps,1.5,A;B\n73,mapped,-1,,0,\n74,mapped,half,,,\n'
    const { rows, problems } = rowsOf(file)
    assert.deepEqual(rows, [])
    const told = problems.map(({ row, column }) => `${row} ${column}`).toSorted()
    const second = '3 adjust, 3 companyId, 3 enabled, 3 share, 3 shopifyLocationId'
    assert.equal(told.join(', '), `2 outcome, ${second}, 4 companyId, 4 share, 5 share`)
    assert.match(inWords(problems.find(({ column }) => column === 'outcome')?.problem) ?? '', /must be one of: mapped, excluded/)
  })

  it('names every row of JSON that is wrong and its field, and then has no rows', () => {
    const [good] = oddRows
    const wrong = [good, { ...good, outcome: 'maybe' }, { ...good, sources: [{ locationId: 8 }] }, 7, { ...good, share: 120 }]
    const poisoned = JSON.stringify({ rows: wrong }).replace('"maybe"', '"mapped","__proto__":{}')
    for (const [file, second] of [
      [JSON.stringify(wrong), 'outcome'],
      [poisoned, '__proto__'],
    ] as const) {
      const { rows, problems } = rowsOf(file, 'json')
      assert.deepEqual(rows, [])
      assert.deepEqual(
        problems.map(({ row, column }) => `${row} ${column}`),
        [`2 ${second}`, '3 sources[0].location', '4 ', '5 share'],
      )
    }
  })

  it('makes of whatever can be read only rows that fit the schema of the map', () => {
    const cell = fc.oneof(name, fc.constantFrom('1', '#1e9', 'x #123456789012345678', 'true', 'sum', 'mapped', '71', '1e400', ';;'))
    const line = fc.array(cell, { minLength: 6, maxLength: 6 })
    fc.assert(
      fc.property(fc.array(line, { maxLength: 3 }), (lines) => {
        const header = ['shopifyLocationId', 'sources', 'share', 'companyId', 'adjust', 'notes']
        const { rows } = rowsOf(Papa.unparse([header, ...lines.map((cells) => ['71', ...cells.slice(1)])]))
        for (const row of rows) assert.ok(isNamedRow(row), JSON.stringify(isNamedRow.errors))
      }),
    )
  })

  it('takes no number for an id that would lose digits', () => {
    const { rows, problems } = rowsOf('shopifyLocationId,sources,companyId\n71,Shelf #12345678901234567890,\n72,,12345678901234567890\n')
    assert.deepEqual([rows, problems.map(({ row, column }) => `${row} ${column}`)], [[], ['3 companyId']])
    const [row] = rowsOf('shopifyLocationId,sources\n71,Shelf #12345678901234567890\n').rows
    assert.deepEqual(row?.sources, [{ location: 'Shelf #12345678901234567890' }])
  })

  it('is refused with a reason when it is no map at all', () => {
    const why = (file: string, format: MapFormat): string => {
      const { rows, problems } = rowsOf(file, format)
      assert.deepEqual(rows, [])
      return problems.map(({ row, column, problem }) => `${row}${column} ${inWords(problem)}`).join()
    }
    assert.match(why('a,b\n1,2\n', 'csv'), /^1 names none of the columns: shopifyLocationId, /)
    assert.match(why('shopifyLocationId,notes\n71,"open\n', 'csv'), /^2 cannot be read as CSV/)
    for (const file of ['', '{']) assert.match(why(file, 'json'), /^0 cannot be read as JSON/)
    for (const file of ['"rows"', '{"rows":{}}', 'null']) assert.equal(why(file, 'json'), '0 must be a list of objects')
  })
})

describe('a map from a file', () => {
  const path = [7, 8]
  const present = [
    namedRow(1, { id: 'nj', sources: [{ locationId: 8, location: 'NJ/Stock', path }, { location: 'TX/Stock' }] }),
    namedRow(2, { id: 'old' }),
  ]
  const known = [{ id: shopifyLocation(3), name: 'Outlet' }]
  const taken = (file: string) => withKnown(rowsOf(file).rows, { rows: present, known }, true)

  it('keeps ids of rows, names of locations, and ids and paths of places that only the present map knows', () => {
    const [first, third] = taken('shopifyLocationId,sources\n1,NJ/Stock; TX/Stock\n3,NJ/Stock #8; NJ/Stock\n')
    assert.deepEqual([first?.id, first?.shopifyLocation, first?.sources], ['nj', 'Location 1', present[0]?.sources])
    assert.deepEqual([third?.id, third?.shopifyLocation], ['row-3', 'Outlet'])
    assert.deepEqual(third?.sources, [{ locationId: 8, location: 'NJ/Stock', path }, { location: 'NJ/Stock' }])
  })

  it('gives the rows of one location their own ids', () => {
    const rows = taken('shopifyLocationId,enabled\n1,true\n1,false\n1,false\n')
    assert.deepEqual(
      rows.map(({ id }) => id),
      ['nj', 'row-1-2', 'row-1-3'],
    )
  })

  it('takes ids from JSON as they stand', () => {
    const [row] = withKnown([namedRow(1, { id: 'mine' })], { rows: present, known }, false)
    assert.equal(row?.id, 'mine')
  })
})
