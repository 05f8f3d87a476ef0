import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../support/node-red-install.ts'

describe('decisions in docs/adr', () => {
  const folder = join(root, 'docs/adr')
  const files = readdirSync(folder).toSorted()

  it('are numbered one after another, each number once, as their titles say', () => {
    assert.deepEqual(
      files.map((file) => file.slice(0, 4)),
      files.map((_, at) => String(at + 1).padStart(4, '0')),
    )
    for (const file of files) assert.match(readFileSync(join(folder, file), 'utf8'), new RegExp(`^# ${Number(file.slice(0, 4))}\\. `), file)
  })
})
