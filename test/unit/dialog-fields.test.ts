import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const folder = join(import.meta.dirname, '../../nodes')

describe('the dialogs', () => {
  for (const type of readdirSync(folder).filter((name) => existsSync(join(folder, name, `${name}.html`))))
    it(`of ${type} have every field that their code takes by its name`, () => {
      const html = readFileSync(join(folder, type, `${type}.html`), 'utf8')
      const code = readFileSync(join(folder, type, `${type}.editor.ts`), 'utf8')
      const named = [...code.matchAll(/\b(?:field|fieldValue|onChange)\('([a-z][\w-]*)'/g)].map(([, id]) => id)
      assert.deepEqual(
        named.filter((id) => !html.includes(`id="${id}"`)),
        [],
      )
    })
})
