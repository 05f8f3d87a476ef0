import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { mutations, type Mutation } from '../../support/delivery/mutations.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))

const tests = ['histories', 'held-units', 'two-shops'].map((name) => `test/property/delivery/${name}.test.ts`)

describe('the simulated histories have teeth', function () {
  this.timeout(600_000)
  let copy = ''

  before(async () => {
    copy = await mkdtemp(join(tmpdir(), 'engine-mutations-'))
    for (const part of ['src', 'sandbox', 'test', 'locales', 'package.json'])
      await cp(join(root, part), join(copy, part), { recursive: true })
    await symlink(join(root, 'node_modules'), join(copy, 'node_modules'), 'dir')
  })
  after(() => rm(copy, { recursive: true, force: true }))

  for (const mutation of mutations) {
    it(`catch an engine that ${mutation.name}`, async () => {
      const code = await withMutation(mutation, () => runHistories(mutation.seenBy))
      assert.notEqual(code, 0, 'the histories passed with this defect in the engine')
    })
  }

  async function withMutation(mutation: Mutation, run: () => Promise<number | null>): Promise<number | null> {
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

  function runHistories(seenBy: string | undefined): Promise<number | null> {
    const mocha = join(root, 'node_modules/mocha/bin/mocha.js')
    const environment = { ...process.env, HISTORIES: seenBy === undefined ? '1500' : '8000', SEED: '7' }
    const only = seenBy === undefined ? [] : ['--fgrep', seenBy]
    const child = spawn(process.execPath, [mocha, '--no-config', '--bail', ...tests, ...only], {
      cwd: copy,
      env: environment,
      stdio: 'ignore',
    })
    return new Promise((resolve, reject) => {
      child.once('error', reject)
      child.once('exit', resolve)
    })
  }
})
