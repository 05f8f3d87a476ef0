import assert from 'node:assert/strict'
import { readFileSync, globSync } from 'node:fs'
import { textsFor } from '../../../nodes/kit/texts.ts'
import { untriedVersion } from '../../../nodes/odoo-connection/untried-version.ts'
import { dialectOf, newestDialect, oldestJson2, oldestVersion } from '../../../src/adapters/odoo/dialect.ts'
import { root } from '../../support/node-red-install.ts'
import { Connections } from './support/connections.ts'

describe('the dialect of an Odoo version', () => {
  const at = new Connections()

  afterEach(() => at.close())

  it('says for each version what a real server of it says', () => {
    const said = [17, 18, 19].map((version) => dialectOf(version))
    assert.deepEqual(
      said.map((dialect) => dialect?.triedOn),
      [17, 18, 19],
    )
    assert.deepEqual(
      said.map((dialect) => dialect?.storable),
      ['type', 'is_storable', 'is_storable'],
    )
    assert.deepEqual(
      said.map((dialect) => dialect?.lotEnd),
      ['expiration_date', 'expiration_date', 'removal_date'],
    )
    assert.deepEqual(
      said.map((dialect) => dialect?.finalDestination),
      [false, true, true],
    )
    assert.deepEqual(
      said.map((dialect) => dialect?.units),
      ['categories', 'categories', 'tree'],
    )
    assert.deepEqual(
      said.map((dialect) => dialect?.sums),
      ['read_group', 'read_group', 'formatted_read_group'],
    )
    assert.deepEqual([oldestVersion, oldestJson2], [17, 19])
    assert.equal(dialectOf(16), undefined)
  })

  it('is that of the newest tried version for a newer server, and people are told so', async () => {
    const { odoo } = await at.open({ version: '20.0' })
    const identity = await odoo.identity()
    assert.equal(identity.majorVersion, 20)
    assert.equal(identity.dialect, newestDialect)
    assert.match(untriedVersion(identity, textsFor('en-US')) ?? '', /^Odoo 20 \(shop@127\.0\.0\.1:\d+\) is newer than Odoo 19, /)
    assert.match(untriedVersion(identity, textsFor('de')) ?? '', /^Odoo 20 .* ist neuer als Odoo 19/)
    assert.equal(untriedVersion({ ...identity, majorVersion: 19 }, textsFor('en-US')), undefined)
  })

  it('is what rules and engine go by: none of them asks for a version', () => {
    const files = globSync(['src/rules/**/*.ts', 'src/engine/**/*.ts'], { cwd: root })
    assert.ok(files.length > 100)
    const asking = files.filter((file) => readFileSync(`${root}/${file}`, 'utf8').includes('majorVersion'))
    assert.deepEqual(asking, [])
  })
})
