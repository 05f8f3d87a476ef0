import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'

const nodes = new URL('../../nodes/', import.meta.url)
const read = (path: string): string => readFileSync(new URL(path, nodes), 'utf8')
const files = readdirSync(nodes, { recursive: true, encoding: 'utf8' }).map((path) => path.replaceAll('\\', '/'))
const types = files.filter((path) => path.endsWith('.html')).map((path) => path.split('/')[0] ?? '')

/** Ids of the form elements that the editor code in a folder takes by a name that is written out. */
function taken(type: string): string[] {
  const texts = files.filter((path) => path.startsWith(`${type}/`) && path.endsWith('.editor.ts')).map(read)
  const calls = texts.flatMap((text) => [...text.matchAll(/\b(?:field|fieldValue|onChange|chosenConfigNode)\(\s*'([^']+)'/g)])
  return [...new Set(calls.map(([, id = '']) => id))]
}

describe('The template of a dialog', () => {
  it('has every element that its code takes: Node-RED only logs a dialog that failed to open, and shows it half empty', () => {
    const missing = types.flatMap((type) => {
      const template = read(`${type}/${type}.html`)
      return taken(type)
        .filter((id) => !template.includes(`id="${id}"`))
        .map((id) => `${type}.html has no #${id}`)
    })
    assert.deepEqual(missing, [])
    assert.ok(types.flatMap(taken).length > 30)
  })
})
