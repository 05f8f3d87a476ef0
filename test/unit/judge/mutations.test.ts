import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { mutations } from '../../support/delivery/mutations.ts'

describe('the defects that the histories must find', () => {
  it('each stand once in the file that they name, also those that are tried only at night', () => {
    const lost = mutations.filter(({ file, find }) => !existsSync(file) || readFileSync(file, 'utf8').split(find).length !== 2)
    assert.deepEqual(
      lost.map(({ name, file }) => `${name}: ${file}`),
      [],
    )
  })
})
