import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import { manifest, nodeNames } from '../support/manifest.ts'

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

  it('takes the Node-RED it is tested with, and the oldest Node that this Node-RED takes', () => {
    const installed: { version: string; engines: { node: string } } = createRequire(import.meta.url)('node-red/package.json')
    assert.ok(semver.satisfies(installed.version, packageJson['node-red'].version))
    const oldest = /\d+(\.\d+)*/.exec(installed.engines.node)?.[0] ?? ''
    assert.ok(semver.satisfies(oldest.split('.').concat('0', '0').slice(0, 3).join('.'), packageJson.engines.node), oldest)
  })

  it('has few dependencies, each pinned to one version, and runs nothing when it is installed', () => {
    const dependencies = Object.entries(packageJson.dependencies)
    assert.ok(dependencies.length <= 6, `${dependencies.length} dependencies`)
    for (const [name, version] of dependencies) assert.match(version, /^\d+\.\d+\.\d+$/, name)
    for (const script of ['preinstall', 'install', 'postinstall', 'prepare']) assert.equal(packageJson.scripts[script], undefined, script)
  })

  it('names its nodes as their files', () => {
    assert.ok(nodeNames().length > 0, 'package.json lists no nodes')
    for (const name of nodeNames()) assert.equal(packageJson['node-red'].nodes[name], `dist/${name}.js`)
  })
})
