import assert from 'node:assert/strict'
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { installPackage } from '../support/node-red-install.ts'
import { manifest, nodeNames } from '../support/manifest.ts'

const allowed = [
  /^(package\.json|README\.md|LICENSE|CHANGELOG\.md|SPEC\.md)$/,
  /^dist\/(src|nodes)\/.+\.js$/,
  /^dist\/src\/engine\/reconcile\/report\/page\/report\.css$/,
  /^dist\/[a-z-]+\.(js|html)$/,
  /^dist\/locales\/[A-Za-z-]+\/[a-z-]+\.(json|html)$/,
  /^dist\/icons\/[a-z-]+\.svg$/,
  /^examples\/[a-z-]+\.json$/,
]

describe('the packed package', function () {
  this.timeout(60_000)

  it('holds what is meant to be published and nothing else', () => {
    const { files } = installPackage()
    assert.deepEqual(
      files.filter((file) => !allowed.some((pattern) => pattern.test(file))),
      [],
    )
    for (const file of ['package.json', 'README.md', 'LICENSE']) assert.ok(files.includes(file), `${file} is missing`)
  })

  it('is small', () => {
    assert.ok(statSync(installPackage().tarball).size < 1_000_000)
  })

  it('carries no token and no path of the machine that packed it', () => {
    const { files, name, nodeModules } = installPackage()
    const secret = new RegExp(['shp(at|ss|ua|ca)_[0-9a-f]{8}', process.cwd().replaceAll('/', '\\/')].join('|'))
    const found = files.filter((file) => secret.test(readFileSync(join(nodeModules, name, file), 'utf8')))
    assert.deepEqual(found, [])
  })

  it('has the runtime, the dialog, the texts and the help of every node, in every language, and Spanish for every country', () => {
    const { files } = installPackage()
    const languages = [...new Set(files.flatMap((file) => /^dist\/locales\/([^/]+)\//.exec(file)?.[1] ?? []))]
    assert.deepEqual(languages.toSorted(), ['de', 'en-US', 'es', 'es-ES', 'fr', 'ja'])
    for (const node of nodeNames()) {
      for (const file of [`dist/${node}.js`, `dist/${node}.html`]) assert.ok(files.includes(file), `${file} is missing`)
      for (const language of languages) {
        for (const kind of ['json', 'html']) {
          const file = `dist/locales/${language}/${node}.${kind}`
          assert.ok(files.includes(file), `${file} is missing`)
        }
      }
    }
  })

  it('registers every node with a literal definition, and has its icon', () => {
    const { files, name, nodeModules } = installPackage()
    for (const node of nodeNames()) {
      const dialog = readFileSync(join(nodeModules, name, `dist/${node}.html`), 'utf8')
      const definition = new RegExp(`registerType\\(["']${node}["'],\\s*\\{`).exec(dialog)
      assert.ok(definition, `${node} is not registered with an object literal`)
      const literal = dialog.slice(definition.index)
      if (/category:\s*["']config["']/.test(literal)) continue
      const icon = /\bicon:\s*["']([^"']+)["']/.exec(literal)?.[1]
      assert.ok(icon, `${node} has no icon`)
      assert.ok(icon.startsWith('font-awesome/') || files.includes(`dist/icons/${icon}`), `the icon ${icon} of ${node} is missing`)
    }
  })

  it('is installed under the name and version of the checkout', () => {
    const { name, nodeModules } = installPackage()
    const packed = manifest(join(nodeModules, name))
    assert.deepEqual([packed.name, packed.version], [manifest().name, manifest().version])
  })
})
