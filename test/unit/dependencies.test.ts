import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** Names of the packages that the files in a folder load. */
function loadedBy(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.js'))
  const texts = files.map((file) => readFileSync(join(folder, file), 'utf8'))
  return [
    ...new Set(
      texts.flatMap((text) => [...text.matchAll(/(?:require\(|import\(|from )\s*['"]([^'"]+)['"]/g)].map(([, name = '']) => name)),
    ),
  ]
}

describe('docs/dependencies.md', () => {
  it('is right that odoo-await does not load the uuid that an audit names', () => {
    const folder = dirname(createRequire(import.meta.url).resolve('odoo-await'))
    assert.deepEqual(loadedBy(folder), ['xmlrpc'])
  })
})
