import assert from 'node:assert/strict'
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runTests, type TestNews } from '../../../scripts/test-process.mjs'
import { assertions, mutations, type Mutation } from '../../support/delivery/mutations.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))

const tests = ['histories', 'held-units', 'two-shops'].map((name) => `test/property/delivery/${name}.test.ts`)
/** So many are tried in every run, others each time; `npm run test:mutations` tries all. */
const share = 2
const turn = Number(process.env['SEED'] ?? Date.now() % mutations.length)
const tried = process.env['MUTATIONS'] === 'all' ? mutations : Array.from({ length: share }, (_, index) => at(turn * share + index))

function at(place: number): Mutation {
  const mutation = mutations[place % mutations.length]
  assert.ok(mutation)
  return mutation
}

describe('the simulated histories have teeth', function () {
  this.timeout(600_000)
  let copy = ''

  before(async () => {
    console.log(`      ${tried.length} of ${mutations.length} defects (SEED=${turn}; MUTATIONS=all tries all)`)
    copy = await mkdtemp(join(tmpdir(), 'engine-mutations-'))
    for (const part of ['src', 'nodes', 'sandbox', 'test', 'locales', 'package.json'])
      await cp(join(root, part), join(copy, part), { recursive: true })
    await symlink(join(root, 'node_modules'), join(copy, 'node_modules'), 'dir')
  })
  after(() => rm(copy, { recursive: true, force: true }))

  it('play every defect of the list in some run', () => {
    for (const { file, find } of mutations) assert.ok(file.startsWith('src/') && find !== '')
    assert.equal(new Set(mutations.map(({ name }) => name)).size, mutations.length)
  })

  for (const mutation of tried) {
    it(`catch an engine that ${mutation.name}, by the assertion that is meant for it`, async () => {
      const [caught] = await withMutation(mutation, () => failures(mutation))
      assert.ok(caught, 'everything passed with this defect in the engine')
      assert.match(caught.why, assertions[mutation.caughtBy], `caught in "${caught.test}" by: ${caught.why}`)
    })
  }

  async function withMutation<Answer>(mutation: Mutation, run: () => Promise<Answer>): Promise<Answer> {
    const file = join(copy, mutation.file)
    const source = await readFile(join(root, mutation.file), 'utf8')
    assert.equal(source.split(mutation.find).length, 2, `${mutation.find} must stand once in ${mutation.file}`)
    await writeFile(
      file,
      source.replace(mutation.find, () => mutation.replace),
    )
    try {
      return await run()
    } finally {
      await writeFile(file, source)
    }
  }

  /** The first test that failed; a process that ended otherwise has caught nothing. */
  async function failures({ seenBy, test }: Mutation): Promise<{ test: string; why: string }[]> {
    const environment = { HISTORIES: seenBy === undefined ? '1500' : '8000', SEED: '7' }
    const only = seenBy === undefined ? [] : ['--fgrep', seenBy]
    const found: { test: string; why: string }[] = []
    const hear = (news: TestNews): void => void (news.what === 'failed' && found.push(news))
    const { note } = await runTests(
      { files: test === undefined ? tests : [test], environment, options: ['--no-config', '--bail', ...only], folder: copy },
      hear,
    )
    assert.equal(note, undefined, 'the tests did not run to their end')
    return found
  }
})
