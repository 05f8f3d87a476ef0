// `npm start [-- flows/<file>.json]`: sets up, starts the sandbox (or takes the real systems that the environment names)
// and Node-RED with a bundled flow. Starts on plain Node 20 with nothing installed. `npm run dev` is the same with `--watch`:
// a source that changes is built, and Node-RED started again; the sandbox goes on.
import { spawn } from 'node:child_process'
import { createWriteStream, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { basename, join } from 'node:path'
import { projectEnvironment, projectNode, root, run, setUp, SetUpError } from './setup.mjs'
import { watchSources } from './watch-sources.mjs'

const demoFolder = join(root, '.demo')
const stopLimitMs = 20_000
const children = new Set()
/** Children that are ended to be started again. */
const replaced = new Set()
let stopping = false

/** The systems that the environment names; null when it names none, and then the sandbox plays both. */
function systemsFrom(env) {
  const odoo = ['ODOO_URL', 'ODOO_DB', 'ODOO_USERNAME', 'ODOO_API_KEY']
  const shopify = ['SHOPIFY_STORE_DOMAIN', 'SHOPIFY_ACCESS_TOKEN', 'SHOPIFY_CLIENT_ID', 'SHOPIFY_CLIENT_SECRET']
  const set = (name) => (env[name] ?? '') !== ''
  if (![...odoo, ...shopify].some(set)) return null
  const simulatedShop = env.SHOPIFY_STORE_DOMAIN === 'sandbox'
  const missing = odoo.filter((name) => !set(name))
  if (!set('SHOPIFY_STORE_DOMAIN')) missing.push('SHOPIFY_STORE_DOMAIN (or "sandbox" for a simulated shop beside your Odoo)')
  if (!simulatedShop && !set('SHOPIFY_ACCESS_TOKEN') && !(set('SHOPIFY_CLIENT_ID') && set('SHOPIFY_CLIENT_SECRET'))) {
    missing.push('SHOPIFY_ACCESS_TOKEN (or SHOPIFY_CLIENT_ID and SHOPIFY_CLIENT_SECRET)')
  }
  if (missing.length > 0) {
    throw new SetUpError(
      `Real systems are named in the environment, but these variables are missing:\n${missing.map((name) => `  ${name}\n`).join('')}` +
        'Set them, or unset all ODOO_... and SHOPIFY_... variables to use the sandbox.',
    )
  }
  return { simulatedShop }
}

/** The bundled flow to open: the one named on the command line, or one-to-one. */
function chosenFlow(name) {
  const file = basename(name ?? 'one-to-one.json').replace(/(\.json)?$/, '.json')
  const path = join(root, 'flows', file)
  if (existsSync(path)) return { file, path }
  const bundled = readdirSync(join(root, 'flows')).filter((entry) => entry.endsWith('.json'))
  throw new SetUpError(
    `There is no flow flows/${file}. Bundled are:\n${bundled.map((entry) => `  npm start -- flows/${entry}\n`).join('')}`,
  )
}

/** Copies the flow to .demo/, where Node-RED may change it; a copy that the user has edited is kept. */
function workingCopy({ file, path }) {
  const copy = join(demoFolder, file)
  const original = join(demoFolder, 'originals', file)
  const bundled = readFileSync(path, 'utf8')
  const edited = existsSync(copy) && !(existsSync(original) && readFileSync(copy, 'utf8') === readFileSync(original, 'utf8'))
  if (edited) return { copy, note: ', with your edits; delete this file to start afresh' }
  mkdirSync(join(demoFolder, 'originals'), { recursive: true })
  writeFileSync(copy, bundled)
  writeFileSync(original, bundled)
  return { copy, note: '' }
}

function chosenPort(value) {
  const port = Number(value ?? 1880)
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port
  throw new SetUpError(`PORT=${value} is not a port; choose a number from 1 to 65535.`)
}

function requireFree(port) {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', (error) => {
      const why = error.code === 'EADDRINUSE' ? 'is in use by another program' : `cannot be used (${error.code})`
      reject(new SetUpError(`Port ${port} ${why}. Choose another one, for example: PORT=${port + 1} npm start`))
    })
    server.listen(port, '127.0.0.1', () => server.close(resolve))
  })
}

/** Starts a program that ends with this one; resolves with its first message that `ready` takes. */
function startChild(name, args, env, { onLine, ready }) {
  return new Promise((resolve, reject) => {
    // A process group of its own: Ctrl-C reaches only this program, which then ends the children in good order.
    const child = spawn(projectNode, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe', 'ipc'], detached: true })
    children.add(child)
    for (const stream of [child.stdout, child.stderr]) {
      let rest = ''
      stream.on('data', (chunk) => {
        const lines = (rest + chunk).split('\n')
        rest = lines.pop()
        lines.forEach(onLine)
      })
    }
    child.on('message', (message) => {
      if (message.missing) reject(new SetUpError(`The flow needs node types that are not there: ${message.missing.join(', ')}`))
      if (ready(message)) resolve({ child, told: message })
    })
    child.once('error', reject)
    child.once('close', (code, signal) => {
      children.delete(child)
      const ended = new SetUpError(`${name} ended (${signal ?? `exit code ${code}`}); its last words are above.`)
      reject(ended)
      if (!stopping && !replaced.has(child)) void stop(ended)
    })
  })
}

async function startSandbox(flow) {
  const { told } = await startChild(
    'The sandbox',
    [join(root, 'sandbox/demo.ts'), flow.file.replace(/\.json$/, '')],
    projectEnvironment(),
    {
      onLine: (line) => console.log(line),
      ready: (message) => message.environment !== undefined,
    },
  )
  return told.environment
}

function writeSettings(port, flowFile) {
  const settings = {
    uiHost: '127.0.0.1',
    uiPort: port,
    userDir: demoFolder,
    flowFile,
    credentialSecret: 'the demo keeps no secrets: they come from the environment',
    nodesDir: [root, join(root, 'sandbox/demo/started')],
    telemetry: { enabled: false },
    editorTheme: { tours: false, palette: { catalogues: [] }, projects: { enabled: false } },
    externalModules: { autoInstall: false, palette: { allowInstall: false } },
    logging: { console: { level: 'info', metrics: false, audit: false } },
  }
  const path = join(demoFolder, 'settings.cjs')
  writeFileSync(path, `// Written by npm start at every start.\nmodule.exports = ${JSON.stringify(settings, null, 2)}\n`)
  return path
}

/** Node-RED's log goes to a file; warnings and errors are shown too, except those that every demo would show. */
async function startNodeRed(port, copy, env) {
  const log = createWriteStream(join(demoFolder, 'node-red.log'))
  const usual = /Projects disabled|Encrypted credentials not found|Palette editor disabled/
  const { child } = await startChild('Node-RED', [join(root, 'node_modules/node-red/red.js'), '-s', writeSettings(port, copy)], env, {
    onLine: (line) => {
      log.write(`${line}\n`)
      if (/\[(warn|error|fatal)\]|^\w*Error\b/.test(line) && !usual.test(line)) console.log(line)
    },
    ready: (message) => message.started === true,
  })
  return child
}

/** Builds what has changed, and starts Node-RED again with it; while the build fails, the one that runs goes on. */
function restartOnChange(nodeRed, start) {
  watchSources(async (path) => {
    if (stopping) return
    console.log(`\n${path} has changed.`)
    const { code } = await run(projectNode, [join(root, 'scripts/build.mjs')])
    if (code !== 0 || stopping) return
    replaced.add(nodeRed)
    await new Promise((resolve) => {
      nodeRed.once('close', resolve)
      nodeRed.kill('SIGTERM')
    })
    if (stopping) return
    nodeRed = await start().catch(stop)
    console.log('Node-RED is running again; reload the editor when a dialog has changed.')
  })
}

function environmentFor(real, sandbox) {
  const names = ['SHOPIFY_ACCESS_TOKEN', 'SHOPIFY_CLIENT_ID', 'SHOPIFY_CLIENT_SECRET', 'SHOPIFY_API_URL', 'SHOPIFY_API_VERSION']
  const empty = Object.fromEntries([...names, 'SANDBOX_ODOO_URL', 'SANDBOX_SHOPIFY_URL'].map((name) => [name, '']))
  const store = join(
    demoFolder,
    real === null ? 'sandbox-store.sqlite' : real.simulatedShop ? 'simulated-shop-store.sqlite' : 'store.sqlite',
  )
  if (real === null)
    return projectEnvironment({ ...empty, SHOPIFY_API_VERSION: process.env.SHOPIFY_API_VERSION ?? '', ...sandbox, SYNC_STORE: store })
  const shop = real.simulatedShop ? Object.fromEntries(Object.entries(sandbox).filter(([name]) => name.includes('SHOPIFY'))) : {}
  return { ...empty, ...projectEnvironment({ SYNC_STORE: process.env.SYNC_STORE || store, ...shop }) }
}

/** A simulated system forgets everything when it ends, so what the store remembers of it must go too. */
function forgetSimulatedPast() {
  for (const store of ['sandbox-store.sqlite', 'simulated-shop-store.sqlite']) {
    for (const suffix of ['', '-wal', '-shm']) rmSync(join(demoFolder, store + suffix), { force: true })
  }
}

/** The flow says itself what to try, in the description of its tab. */
function whatToTry({ path }, real) {
  const nodes = JSON.parse(readFileSync(path, 'utf8'))
  const button = nodes.find((node) => node.type === 'inject')?.name
  const told = nodes.find((node) => node.type === 'tab')?.info || `Press the button of "${button}" and watch the debug sidebar.`
  const hint =
    real === null ? told : 'Move stock in Odoo and watch the debug sidebar of the editor: it shows each new level in Shopify, and why.'
  return hint.replaceAll('*', '"').replaceAll(/(.{70,100}?) /g, '$1\n')
}

async function stop(reason) {
  if (stopping) return
  stopping = true
  if (reason) console.error(reason.message)
  const timer = setTimeout(() => [...children].forEach((child) => child.kill('SIGKILL')), stopLimitMs)
  await Promise.all(
    [...children].map((child) => {
      const ended = new Promise((resolve) => child.once('close', resolve))
      child.kill('SIGTERM')
      return ended
    }),
  )
  clearTimeout(timer)
  process.exit(reason ? 1 : 0)
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void stop())
// npm that is ended by a signal ends only the shell between it and this program.
const parent = process.ppid
if (['start', 'dev'].includes(process.env.npm_lifecycle_event ?? '')) setInterval(() => process.ppid !== parent && void stop(), 500).unref()

try {
  const real = systemsFrom(process.env)
  const port = chosenPort(process.env.PORT)
  await requireFree(port)
  const [named] = process.argv.slice(2).filter((argument) => argument !== '--watch')
  const flow = chosenFlow(named)
  await setUp()
  const { copy, note } = workingCopy(flow)
  forgetSimulatedPast()
  const sandbox = real === null || real.simulatedShop ? await startSandbox(flow) : {}
  const env = environmentFor(real, sandbox)
  const nodeRed = await startNodeRed(port, copy, env)
  if (process.argv.includes('--watch')) restartOnChange(nodeRed, () => startNodeRed(port, copy, env))
  console.log(`
Node-RED is running. Editor: http://127.0.0.1:${port}

  flow      flows/${flow.file} (your copy: .demo/${flow.file}${note})
  Odoo      ${real === null ? 'simulated, ' : ''}${env.ODOO_URL} (database ${env.ODOO_DB})
  Shopify   ${real === null || real.simulatedShop ? 'simulated, ' : ''}${env.SHOPIFY_API_URL || env.SHOPIFY_STORE_DOMAIN}
  log       .demo/node-red.log

${whatToTry(flow, real)}

Ctrl-C ends everything.
`)
} catch (error) {
  await stop(error instanceof SetUpError ? error : new Error(error.stack))
}
