import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../..', import.meta.url))

/** The package as `npm install` would put it into a Node-RED user directory. */
export interface InstalledPackage {
  readonly name: string
  /** A node_modules folder with the package and what it depends on at run time, and nothing else. */
  readonly nodeModules: string
  readonly tarball: string
  /** Every path in the tarball. */
  readonly files: readonly string[]
}

let folder: string | undefined

/** Temporary folder of this test run: one for all layers under `npm test`, else one for this process. */
export function runFolder(): string {
  if (folder !== undefined) return folder
  const shared = process.env['INVENTORY_TEST_RUN']
  const own = shared ?? mkdtempSync(join(tmpdir(), 'inventory-test-'))
  if (shared === undefined) process.once('exit', () => rmSync(own, { recursive: true, force: true }))
  folder = own
  return own
}

/** Packs the built package and installs the tarball, without the network; once per test run. */
export function installPackage(): InstalledPackage {
  const record = join(runFolder(), 'installed.json')
  if (!existsSync(record)) writeFileSync(record, JSON.stringify(install()))
  return JSON.parse(readFileSync(record, 'utf8'))
}

function install(): InstalledPackage {
  if (!existsSync(join(root, 'dist'))) throw new Error('There is no dist/: run "npm run build" first.')
  const nodeModules = join(runFolder(), 'installed', 'node_modules')
  const pack = ['pack', '--ignore-scripts', '--json', '--loglevel=error', '--pack-destination', runFolder()]
  const answer: unknown = JSON.parse(
    execFileSync(process.execPath, [join(root, 'node_modules/npm/bin/npm-cli.js'), ...pack], { cwd: root, encoding: 'utf8' }),
  )
  const { name, filename, files } = firstPacked(answer)
  const tarball = join(runFolder(), filename)
  const target = join(nodeModules, name)
  mkdirSync(target, { recursive: true })
  execFileSync('tar', ['-xzf', tarball, '-C', target, '--strip-components=1'])
  for (const path of runtimeDependencies()) cpSync(join(root, path), join(runFolder(), 'installed', path), { recursive: true })
  return { name, nodeModules, tarball, files: files.map((file) => file.path) }
}

interface Packed {
  readonly name: string
  readonly filename: string
  readonly files: readonly { readonly path: string }[]
}

/** npm answers with a list, newer versions with an object by package name. */
function firstPacked(answer: unknown): Packed {
  const packed: Packed | undefined = Object.values(answer ?? {})[0]
  if (packed === undefined) throw new Error('npm pack told nothing about the package')
  return packed
}

/** Paths in node_modules that a user's `npm install` of this package would fetch, by package-lock.json. */
export function runtimeDependencies(): string[] {
  const lock: { packages: Record<string, { dev?: boolean; devOptional?: boolean; peer?: boolean }> } = JSON.parse(
    readFileSync(join(root, 'package-lock.json'), 'utf8'),
  )
  return Object.entries(lock.packages)
    .filter(([path, entry]) => path !== '' && entry.dev !== true && entry.devOptional !== true && existsSync(join(root, path)))
    .map(([path]) => path)
}
