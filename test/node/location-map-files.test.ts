import assert from 'node:assert/strict'
import locationMap from '../../nodes/location-map/location-map.ts'
import { mapFile } from '../../src/rules/map/map-file.ts'
import { mapFileAtMost } from '../../src/rules/map/map-cells.ts'
import { namedRow } from '../support/map/named-rows.ts'
import { withNodeRed, type NodeFlow } from '../support/node-helper.ts'
import { shopifyLocation } from '../support/pictures.ts'

const rows = [namedRow(1, { id: 'nj' }), namedRow(2, { outcome: 'excluded', sources: [], reason: 'counts its own' })]
const known = [{ id: shopifyLocation(3), name: 'Outlet' }]

describe('files in the dialog of location-map', () => {
  const start = withNodeRed(locationMap)
  let flow: NodeFlow
  beforeEach(async () => {
    flow = await start({ type: 'location-map', outputs: 2 })
  })
  const post = (path: string, body: object, language = 'en-US') =>
    flow.admin('POST', `location-map/${path}`, { permissions: ['location-map.read', 'location-map.write'], body, language })
  const imported = async (body: object, language?: string): Promise<unknown> => {
    const response = await post('import', { rows, known, ...body }, language)
    assert.equal(response.status, 200)
    return response.json()
  }
  const refused = async (path: string, body: object, language?: string): Promise<unknown> => {
    const response = await post(path, body, language)
    assert.equal(response.status, 400)
    return response.json()
  }

  for (const [path, permission, other] of [
    ['export', 'read', 'write'],
    ['import', 'write', 'read'],
  ] as const) {
    it(`${path} only for who may ${permission}`, async () => {
      const body = { format: 'csv', rows, file: mapFile(rows, 'csv') }
      const ask = async (...permissions: string[]) => (await flow.admin('POST', `location-map/${path}`, { permissions, body })).status
      assert.deepEqual([await ask(), await ask(`location-map.${other}`), await ask(`location-map.${permission}`)], [401, 401, 200])
    })
  }

  for (const format of ['csv', 'json'] as const) {
    it(`give the map as ${format} to be saved, which changes nothing when it is imported as it is`, async () => {
      const response = await post('export', { format, rows })
      assert.match(response.headers.get('content-disposition') ?? '', new RegExp(`location-map\\.${format}`))
      const file = await response.text()
      assert.equal(file, mapFile(rows, format))
      assert.deepEqual(await imported({ format, file }), { rows, problems: [], differences: [] })
    })
  }

  it('say what a file would change, and the rows as the dialog would take them', async () => {
    const file = 'shopifyLocationId,sources,share\n1,NJ/Stock,60\n3,NJ/Stock,40\n'
    assert.partialDeepStrictEqual(await imported({ format: 'csv', file }), {
      rows: [
        { id: 'nj', shopifyLocation: 'Location 1', sources: [{ locationId: 8, location: 'NJ/Stock' }], share: 60 },
        { id: 'row-3', shopifyLocation: 'Outlet', sources: [{ location: 'NJ/Stock' }], share: 40 },
      ],
      problems: [],
      differences: [
        { location: 'Location 1', change: 'changed', columns: [{ column: 'share', from: '', to: '60' }] },
        { location: 'Outlet', change: 'added' },
        { location: 'Location 2', change: 'removed' },
      ],
    })
  })

  it('say what is wrong with a row in the language of who asks, and then give no rows', async () => {
    const answer = await imported({ format: 'csv', file: 'shopifyLocationId,share\n1,60\n2,120\n' }, 'de')
    assert.deepEqual(answer, { rows: [], differences: [], problems: [{ row: 3, column: 'share', problem: 'darf höchstens 100 sein' }] })
  })

  it('say why a file is no map at all', async () => {
    const nothing = { rows: [], differences: [] }
    assert.partialDeepStrictEqual(await imported({ format: 'json', file: '{"rows"' }), { ...nothing, problems: [{ row: 0, column: '' }] })
    const answer = await imported({ format: 'csv', file: 'a,b\n1,2\n' }, 'de')
    assert.match(JSON.stringify(answer), /"row":1,"column":"","problem":"nennt keine der Spalten/)
  })

  it('refuse a question without a file, or with one that is too large', async () => {
    assert.match(JSON.stringify(await refused('import', { rows, format: 'csv' })), /payload\.file is missing/)
    const large = { rows, format: 'csv', file: 'x'.repeat(mapFileAtMost + 1) }
    assert.match(JSON.stringify(await refused('import', large, 'de')), /darf höchstens 1000000 Zeichen haben/)
  })

  it('refuse a map that is none, with the field', async () => {
    const [row] = rows
    assert.match(
      JSON.stringify(await refused('export', { format: 'csv', rows: [{ ...row, outcome: 'maybe' }] })),
      /payload\.rows\[0\]\.outcome/,
    )
    assert.match(JSON.stringify(await refused('export', { format: 'xlsx', rows })), /payload\.format/)
    const poisoned: object = JSON.parse('{"format":"csv","rows":[{"__proto__":{"outcome":"mapped"}}]}')
    assert.match(JSON.stringify(await refused('import', poisoned)), /rows\.0\..+ is a name that is not allowed/)
  })
})
