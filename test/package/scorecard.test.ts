import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { manifest, nodeNames } from '../support/manifest.ts'
import { root, runtimeDependencies } from '../support/node-red-install.ts'

const semver: { satisfies(version: string, range: string): boolean } = createRequire(import.meta.url)('semver')

/** The checks of `node-red-dev validate`, which itself needs the network. */
describe('package.json, as the Flow Library scores it', () => {
  const packageJson = manifest()

  it('has a licence, a description and a repository', () => {
    assert.equal(packageJson.license, 'MIT')
    assert.ok(packageJson.description.length > 20)
    assert.match(packageJson.repository?.url ?? '', /^git\+https:\/\//)
  })

  it('is found by the keyword node-red', () => {
    assert.ok(packageJson.keywords.includes('node-red'))
  })

  it('takes the Node-RED it is tested with, and asks for the Node that the store needs', () => {
    const installed: { version: string } = createRequire(import.meta.url)('node-red/package.json')
    assert.ok(semver.satisfies(installed.version, packageJson['node-red'].version))
    // The scorecard would like 22.9, the oldest that Node-RED 5 takes; before 22.13 node:sqlite is not there without a flag.
    assert.deepEqual(
      ['22.12.0', '22.13.0', process.versions.node].map((version) => semver.satisfies(version, packageJson.engines.node)),
      [false, true, true],
    )
  })

  it('has few dependencies, each pinned to one version, and runs nothing when it is installed', () => {
    const dependencies = Object.entries(packageJson.dependencies)
    assert.ok(dependencies.length <= 6, `${dependencies.length} dependencies`)
    for (const [name, version] of dependencies) assert.match(version, /^\d+\.\d+\.\d+$/, name)
    for (const script of ['preinstall', 'install', 'postinstall', 'prepare']) assert.equal(packageJson.scripts[script], undefined, script)
  })

  it('brings along only what is free to use and runs nothing when it is installed', () => {
    const brought = runtimeDependencies()
    assert.ok(brought.length >= Object.keys(packageJson.dependencies).length)
    for (const path of brought) {
      const { license, scripts = {} }: { license?: string; scripts?: Record<string, string> } = JSON.parse(
        readFileSync(join(root, path, 'package.json'), 'utf8'),
      )
      assert.match(license ?? 'none', /^(MIT|ISC|Apache-2\.0|BSD-[23]-Clause)$/, path)
      for (const script of ['preinstall', 'install', 'postinstall']) assert.equal(scripts[script], undefined, `${path}: ${script}`)
    }
  })

  it('names in its documents every package that it depends on', () => {
    const told = readFileSync(join(root, 'docs/dependencies.md'), 'utf8')
    for (const name of Object.keys(packageJson.dependencies)) assert.ok(told.includes(`| \`${name}\` |`), name)
    for (const name of Object.keys(packageJson.devDependencies))
      assert.ok(told.includes(`\`${name}\``) || (name.startsWith('@types/') && told.includes('`@types/*`')), name)
  })

  it('names its nodes as their files', () => {
    assert.ok(nodeNames().length > 0, 'package.json lists no nodes')
    for (const name of nodeNames()) assert.equal(packageJson['node-red'].nodes[name], `dist/${name}.js`)
  })
})
