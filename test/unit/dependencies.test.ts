import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** Names of the packages that the files in a folder load. */
function loadedBy(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.js'))
  const texts = files.map((file) => readFileSync(join(folder, file), 'utf8'))
  return [
    ...new Set(
      texts.flatMap((text) => [...text.matchAll(/(?:require\(|import\(|from )\s*['"]([^'"]+)['"]/g)].map(([, name = '']) => name)),
    ),
  ]
}

describe('docs/dependencies.md', () => {
  it('is right that odoo-await does not load the uuid that an audit names', () => {
    const folder = dirname(createRequire(import.meta.url).resolve('odoo-await'))
    assert.deepEqual(loadedBy(folder), ['xmlrpc'])
  })
})

describe('package-lock.json', () => {
  interface Locked {
    readonly version?: string
    readonly resolved?: string
    readonly optionalDependencies?: Readonly<Record<string, string>>
    readonly peerDependencies?: Readonly<Record<string, string>>
  }
  const { packages }: { packages: Readonly<Record<string, Locked>> } = JSON.parse(readFileSync('package-lock.json', 'utf8'))

  it('has what other platforms need, too, so that npm ci takes it everywhere', () => {
    const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies)
        .filter((name) => !placesOf(path, name).some((place) => place in packages))
        .map((name) => `${name} of ${path}`),
    )
    assert.deepEqual(missing, [])
  })

  it('has every peer in a version that fits, optional ones too, so that the npm of Node.js 22 takes it', () => {
    const semver: { satisfies(version: string, range: string): boolean } = createRequire(import.meta.url)('semver')
    const unfit = Object.entries(packages).flatMap(([path, { peerDependencies = {} }]) =>
      Object.entries(peerDependencies).flatMap(([name, range]) => {
        const place = placesOf(path.split('/node_modules/').slice(0, -1).join('/node_modules/'), name).find(
          (candidate) => candidate in packages,
        )
        const version = place === undefined ? undefined : packages[place]?.version
        return version === undefined || semver.satisfies(version, range) ? [] : [`${path} wants ${name} ${range}, not ${version}`]
      }),
    )
    assert.deepEqual(unfit, [])
  })

  it('names no registry: npm takes the one that is set', () => {
    assert.deepEqual(
      Object.keys(packages).filter((path) => packages[path]?.resolved !== undefined),
      [],
    )
  })

  /** Where Node looks for a package that another one loads. */
  function placesOf(path: string, name: string): string[] {
    const inside = path.split('/node_modules/')
    const above = inside.map((_, index) => inside.slice(0, inside.length - index).join('/node_modules/'))
    return [...above.map((folder) => `${folder}/node_modules/${name}`), `node_modules/${name}`]
  }
})
