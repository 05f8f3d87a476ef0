import assert from 'node:assert/strict'
import type { OdooRow } from '../../../src/ports/odoo/odoo.ts'
import { proveReadable, resolveScope } from '../../../src/engine/watch/scope.ts'
import { answersOdoo, comparedWith } from '../../support/watch/answers-odoo.ts'

const tree: OdooRow[] = [
  { id: 7, complete_name: 'NJ', parent_path: '1/7/', usage: 'view' },
  { id: 8, complete_name: 'NJ/Stock', parent_path: '1/7/8/', usage: 'internal' },
  { id: 36, complete_name: 'NJ/Stock/Zone', parent_path: '1/7/8/36/', usage: 'internal' },
  { id: 40, complete_name: 'NJ/Transit', parent_path: '1/7/40/', usage: 'transit' },
]
const watch = { name: 'w', locations: [{ locationId: 7, location: 'NJ' }] }

describe('the scope of a watch', () => {
  it('knows every location below the watched ones; stock counts at internal ones', async () => {
    const { odoo } = answersOdoo(() => tree)
    const scope = await resolveScope(odoo, watch)
    assert.deepEqual(scope.watched, [{ locationId: 7, location: 'NJ', path: [1, 7] }])
    assert.deepEqual([...scope.known], [7, 8, 36, 40])
    assert.deepEqual([...scope.counting.keys()], [8, 36])
    assert.deepEqual(scope.counting.get(36), { locationId: 36, location: 'NJ/Stock/Zone', path: [1, 7, 8, 36] })
  })

  it('counts transit only when told to', async () => {
    const { odoo } = answersOdoo(() => tree)
    assert.deepEqual([...(await resolveScope(odoo, { ...watch, includeTransit: true })).counting.keys()], [8, 36, 40])
  })

  it('leaves out what is excluded, at any depth; the deepest decides', async () => {
    const deep: OdooRow[] = [
      ...tree,
      { id: 50, complete_name: 'NJ/Stock/Quarantine', parent_path: '1/7/8/50/', usage: 'internal' },
      { id: 51, complete_name: 'NJ/Stock/Quarantine/Rack', parent_path: '1/7/8/50/51/', usage: 'internal' },
      { id: 52, complete_name: 'NJ/Stock/Quarantine/Checked', parent_path: '1/7/8/50/52/', usage: 'internal' },
    ]
    const { odoo } = answersOdoo(() => deep)
    const scope = await resolveScope(odoo, { name: 'w', locations: [{ locationId: 7 }, { locationId: 52 }], exclude: [{ locationId: 50 }] })
    assert.deepEqual([...scope.counting.keys()], [8, 36, 52])
    assert.deepEqual(scope.excluded, [{ locationId: 50, location: 'NJ/Stock/Quarantine', path: [1, 7, 8, 50] }])
    assert.ok(scope.known.has(51), 'a quant there is no reason to read the tree again')
  })

  it('names an exclusion that cannot be read: it would leave out nothing', async () => {
    const { odoo } = answersOdoo(({ domain }) => (comparedWith(domain, 'id') === undefined ? [] : tree.filter((row) => row.id !== 99)))
    const without = { ...watch, exclude: [{ locationId: 99, location: 'NJ/Stock/Quarantine' }] }
    await assert.rejects(resolveScope(odoo, without), {
      code: 'WATCH_LOCATION_UNREADABLE',
      values: { odooLocation: 'NJ/Stock/Quarantine', locationId: 99 },
    })
  })

  it('looks for archived locations too', async () => {
    const { odoo, asked } = answersOdoo(() => tree)
    await resolveScope(odoo, watch)
    assert.deepEqual(asked[0]?.options.context, { active_test: false })
  })

  it('names the location that cannot be read', async () => {
    const { odoo } = answersOdoo(() => tree)
    const wider = { name: 'w', locations: [...watch.locations, { locationId: 99, location: 'SC/Stock' }] }
    await assert.rejects(resolveScope(odoo, wider), {
      code: 'WATCH_LOCATION_UNREADABLE',
      values: { odooLocation: 'SC/Stock', locationId: 99 },
      subject: { odooDatabase: 'shop@x', odooLocation: 'SC/Stock' },
    })
  })

  it('notices a location that was lost after the scope was read', async () => {
    let there = tree
    const { odoo } = answersOdoo(({ domain }) => (comparedWith(domain, 'id') === 0 ? [] : there.filter((row) => row.id === 7)))
    await proveReadable(odoo, watch)
    there = []
    await assert.rejects(proveReadable(odoo, watch), { code: 'WATCH_LOCATION_UNREADABLE' })
  })

  it('reads a large tree page by page', async () => {
    const large: OdooRow[] = Array.from({ length: 4500 }, (_, place) => ({
      id: place + 7,
      complete_name: `NJ/${place}`,
      parent_path: place === 0 ? '1/7/' : `1/7/${place + 7}/`,
      usage: 'internal',
    }))
    const { odoo, asked } = answersOdoo(({ domain }) => {
      const after = domain.flatMap((term) => (typeof term !== 'string' && term[1] === '>' ? [Number(term[2])] : []))[0] ?? 0
      return large.filter((row) => row.id > after)
    })
    assert.equal((await resolveScope(odoo, watch)).known.size, 4500)
    assert.equal(asked.length, 3)
  })
})
