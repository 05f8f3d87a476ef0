import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { errorCodes } from '../../../src/base/error/catalogue.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))

/** The code itself: without comments, types, and comparisons, which name a code and raise nothing. */
function working(source: string): string {
  return source
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/(^|\s)\/\/.*$/gm, '')
    .replace(/^(export )?type [\s\S]*?(?=^\S|$(?![\s\S]))/gm, '')
    .replace(/[!=]== '\w+'/g, '')
}

describe('the catalogue of errors', () => {
  it('has no code that nothing raises', () => {
    const files = globSync(['src/**/*.ts', 'nodes/**/*.ts'], { cwd: root }).filter((file) => file !== 'src/base/error/catalogue.ts')
    const raised = new Set(
      files.flatMap((file) => working(readFileSync(`${root}${file}`, 'utf8')).match(/(?<=')[A-Z]+(?:_[A-Z]+)*(?=')/g) ?? []),
    )
    assert.deepEqual(
      errorCodes.filter((code) => !raised.has(code)),
      [],
    )
  })
})
