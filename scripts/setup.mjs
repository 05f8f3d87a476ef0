// Makes a fresh checkout ready: dependencies, Shopify's schema, the build. Runs on plain Node 20 with nothing installed.
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url))
/** The Node that the project is developed with; it comes as a development dependency. */
export const projectNode = join(root, 'node_modules/node/bin/node')

/** A step that went wrong in a way that can be said in one sentence. */
export class SetUpError extends Error {}

/** Installs what is missing, fetches the schema and builds. `build: false` leaves the build to the caller. */
export async function setUp({ build = true } = {}) {
  requireNode20()
  if (!installed()) await install()
  await fetchSchema()
  if (build) await buildPackage()
}

function requireNode20() {
  const major = Number(process.versions.node.split('.')[0])
  if (major < 20) throw new SetUpError(`Node ${process.versions.node} is too old: Node 20 or newer is needed.`)
}

/** True when every package that package-lock.json asks for is there in that version. */
export function installed(folder = root) {
  const record = join(folder, 'node_modules/.package-lock.json')
  if (!existsSync(record) || !existsSync(join(folder, 'node_modules/node/bin/node'))) return false
  const wanted = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8')).packages
  const present = JSON.parse(readFileSync(record, 'utf8')).packages
  return Object.entries(wanted).every(
    ([path, entry]) =>
      path === '' || entry.optional || entry.devOptional || entry.extraneous || entry.link || present[path]?.version === entry.version,
  )
}

async function install() {
  console.log('Installing the dependencies; this takes a minute the first time ...')
  let { code, output } = await npm('ci')
  if (/\bEUSAGE\b/.test(output)) {
    // npm ci refuses when the registry offers other optional packages (for other machines) than the lock file lists.
    console.log('npm ci refuses the lock file; installing the locked versions with npm install instead ...')
    ;({ code, output } = await npm('install', '--no-save'))
  }
  if (code === 0 && existsSync(projectNode)) return
  process.stderr.write(output)
  if (/\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ERR_SOCKET_TIMEOUT)\b/.test(output)) {
    throw new SetUpError(
      'npm cannot reach its registry: connect this machine to the network, or set the registry or proxy with "npm config".',
    )
  }
  throw new SetUpError(
    code === 0 ? 'npm ended well but did not install the package "node".' : `npm failed (exit code ${code}); its message is above.`,
  )
}

function npm(...args) {
  return run('npm', [...args, '--no-audit', '--no-fund', '--loglevel=error'], { collect: true, quiet: true, env: machineEnvironment() })
}

async function fetchSchema() {
  const script = join(root, 'scripts/fetch-shopify-schema.mjs')
  if (!existsSync(script)) return
  const { code, output } = await run(projectNode, [script], { collect: true, quiet: true })
  if (code === 0) return
  process.stderr.write(output)
  throw new SetUpError('The Shopify schema, which the sandbox is built on, could not be fetched; the message is above.')
}

async function buildPackage() {
  const { code } = await run(projectNode, [join(root, 'scripts/build.mjs')])
  if (code !== 0) throw new SetUpError('The build failed; the message is above.')
}

/** Environment in which the project's own Node and tools are found first. */
export function projectEnvironment(extra = {}) {
  return { ...process.env, PATH: `${join(root, 'node_modules/.bin')}${delimiter}${process.env.PATH ?? ''}`, ...extra }
}

/** Environment without the tools in node_modules: npm must not run from the folder that it is about to replace. */
function machineEnvironment() {
  const path = (process.env.PATH ?? '').split(delimiter).filter((folder) => !folder.startsWith(join(root, 'node_modules')))
  return { ...process.env, PATH: path.join(delimiter) }
}

/** Runs a command in the project folder; resolves with its exit code and, when collected, with what it printed. */
export function run(command, args, { collect = false, quiet = false, env = projectEnvironment() } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      env,
      stdio: collect ? ['ignore', 'pipe', 'pipe'] : 'inherit',
      shell: process.platform === 'win32',
    })
    let output = ''
    for (const [stream, target] of [
      [child.stdout, process.stdout],
      [child.stderr, process.stderr],
    ]) {
      stream?.on('data', (chunk) => {
        output += chunk
        if (!quiet) target.write(chunk)
      })
    }
    child.on('error', (error) => resolve({ code: 127, output: `${output}${error.message}\n` }))
    child.on('close', (code, signal) => resolve({ code: code ?? (signal ? 1 : 0), output }))
  })
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    await setUp()
  } catch (error) {
    if (!(error instanceof SetUpError)) throw error
    console.error(error.message)
    process.exitCode = 1
  }
}
