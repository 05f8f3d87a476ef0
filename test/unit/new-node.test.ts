import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { filesOfNode, languages } from '../../scripts/new-node.mjs'

const root = new URL('../../', import.meta.url)
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8')
const listed = (JSON.parse(read('package.json')) as { 'node-red': { nodes: Record<string, string> } })['node-red'].nodes
const isConfig = (node: string): boolean => read(`nodes/${node}/${node}.editor.ts`).includes("category: 'config'")
/** Nodes with many tests have them in a folder, or in several files. */
const tests = readdirSync(new URL('test/node', root))

describe('a node', () => {
  for (const node of Object.keys(listed)) {
    it(`has every file that npm run new-node would write, and is where people look for it: ${node}`, () => {
      const files = [...filesOfNode(node).keys()].filter(
        (path) => !path.startsWith('test/') && !(isConfig(node) && path.startsWith('icons/')),
      )
      assert.deepEqual(
        files.filter((path) => !existsSync(new URL(path, root))),
        [],
      )
      assert.equal(listed[node], `dist/${node}.js`)
      assert.ok(
        tests.some((file) => file.startsWith(node)),
        `test/node has no test of ${node}`,
      )
      assert.match(read('README.md'), new RegExp(`^\\|.*\`${node}\``, 'm'), 'the table of nodes in README.md')
    })
  }
})

describe('npm run new-node', () => {
  const files = filesOfNode('made-up-node')

  it('writes sentences and help in every language', () => {
    for (const language of languages) {
      assert.ok(files.has(`locales/${language}/made-up-node.html`))
      assert.deepEqual(Object.keys(JSON.parse(files.get(`locales/${language}/made-up-node.json`) ?? '{}') as object), ['made-up-node'])
    }
  })

  it('imports what is there', () => {
    const imports = [...files].flatMap(([path, text]) =>
      [...text.matchAll(/^import (?:type )?\{ (.+) \} from '(\.[^']+)'/gm)].map(([, names = '', from = '']) => ({ path, names, from })),
    )
    assert.ok(imports.length > 7)
    for (const { path, names, from } of imports) {
      const source = readFileSync(new URL(from, new URL(path, root)), 'utf8')
      for (const name of names.split(', '))
        assert.match(source, new RegExp(`export (async )?(function|const) ${name}\\b`), `${path}: ${from}`)
    }
  })

  it('uses the sentences that it writes', () => {
    const catalogue = JSON.parse(files.get('locales/en-US/made-up-node.json') ?? '{}') as Record<string, Record<string, string>>
    const used = [...(files.get('nodes/made-up-node/made-up-node.editor.ts') ?? '').matchAll(/'made-up-node\.([\w-]+)'/g)]
    assert.deepEqual(
      new Set(used.map(([, key]) => key).filter((key) => key !== 'svg')),
      new Set(Object.keys(catalogue['made-up-node'] ?? {})),
    )
  })
})
