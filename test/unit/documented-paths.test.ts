import assert from 'node:assert/strict'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../support/node-red-install.ts'

describe('paths in the documents', () => {
  it('are there: a file that moves takes its mentions along', () => {
    const documents = globSync(['*.md', 'docs/**/*.md', 'bench/*.md'], { cwd: root }).filter((file) => file !== 'CHANGELOG.md')
    const mentions = documents.flatMap((file) =>
      [...readFileSync(join(root, file), 'utf8').matchAll(/`((?:src|nodes|sandbox|test|bench|scripts|flows)\/[\w./-]+)`/g)].map(
        ([, path = '']) => [file, path] as const,
      ),
    )
    assert.ok(mentions.length > 80, String(mentions.length))
    assert.deepEqual(
      // The recipe for a new node has one for an example.
      mentions.filter(([file, path]) => file !== 'docs/new-node.md' && !existsSync(join(root, path))),
      [],
    )
  })
})
