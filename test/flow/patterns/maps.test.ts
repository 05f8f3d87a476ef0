import assert from 'node:assert/strict'
import { scenes } from '../../../sandbox/demo/scenes.ts'
import { demoLocations } from '../../../sandbox/shopify/demo-catalogue.ts'
import { lintMap } from '../../../src/rules/map/lint-map.ts'
import { checkMap } from '../../../src/rules/map/check-map.ts'
import { resolvePlaces } from '../../../src/engine/lookups/resolve-places.ts'
import { bundledFlow, bundledFlowFiles } from '../../support/bundled-flows.ts'

const say = (key: string): string => key

/** Ids by complete name: every part of a name that a map or scene mentions is a location. */
function idsOf(names: readonly string[]): ReadonlyMap<string, { locationId: number; path: number[] }> {
  const known = new Map<string, { locationId: number; path: number[] }>()
  const add = (name: string): { locationId: number; path: number[] } => {
    const cut = name.lastIndexOf('/')
    const above = cut < 0 ? [] : (known.get(name.slice(0, cut)) ?? add(name.slice(0, cut))).path
    const locationId = known.get(name)?.locationId ?? known.size + 1
    known.set(name, { locationId, path: [...above, locationId] })
    return { locationId, path: [...above, locationId] }
  }
  for (const name of names) if (!known.has(name)) add(name)
  return known
}

describe('the maps of the pattern flows', () => {
  it('belong to flows that are bundled', () => {
    for (const name of Object.keys(scenes)) assert.ok(bundledFlowFiles().includes(`${name}.json`), name)
  })

  for (const [name, scene] of Object.entries(scenes)) {
    it(`decide every Shopify location of the shop, without an error or a warning: ${name}`, async () => {
      const node = bundledFlow(`${name}.json`).find(({ type }) => type === 'location-map')
      const rows = await resolvePlaces(node?.['rows'], (names) => Promise.resolve(idsOf(names)))
      const shopify = [...demoLocations, ...(scene.shopifyLocations ?? [])].map((location) => ({ ...location, active: true }))
      const findings = lintMap(checkMap({ rows, known: node?.['known'] }), say, { shopify })
      assert.deepEqual(findings, [])
    })
  }
})
