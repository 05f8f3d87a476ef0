// The whole test run: set-up, checks, then the layers named on the command line (all of them when none is named).
// The last line is always "N passed, N failed". Starts on plain Node 20 with nothing installed.
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { projectEnvironment, projectNode, root, run, setUp, SetUpError } from './setup.mjs'

const layers = ['unit', 'property', 'contract', 'node', 'flow', 'flow-4.1', 'editor', 'package']
/** Layers that look at the built package; they take turns, the others run beside them. */
const builtLayers = new Set(['flow', 'flow-4.1', 'editor', 'package'])
/** The layer that is not a folder of its own: flows of all kinds once more, on the oldest Node-RED that the package takes. */
const oldest = {
  files: ['test/flow/one-to-one.test.ts', 'test/flow/trouble.test.ts'],
  environment: { NODE_RED_FOLDER: join(root, 'node_modules/node-red-4.1') },
}
const layerLimitMs = 30 * 60_000
const leftRunningMs = 20_000

const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !layers.includes(name))
if (unknown.length > 0) {
  console.error(`Unknown layer: ${unknown.join(', ')}. The layers are ${layers.join(', ')}.`)
  process.exit(2)
}
const chosen = layers.filter((name) => asked.length === 0 || asked.includes(name))
const total = { passed: 0, failed: 0 }
const runFolder = mkdtempSync(join(tmpdir(), 'inventory-test-'))
const running = new Set()

function report(name, { passed, failed, output, note }, startedAt) {
  total.passed += passed
  total.failed += failed
  if (output && failed > 0) process.stdout.write(`\n${output.trimEnd()}\n\n`)
  const seconds = `${((Date.now() - startedAt) / 1000).toFixed(1)} s`
  console.log(
    `${name.padEnd(14)} ${String(passed).padStart(5)} passed ${String(failed).padStart(4)} failed ${seconds.padStart(8)}${note ? `   ${note}` : ''}`,
  )
}

/** One check that is either right or wrong. */
async function check(name, command, args) {
  const startedAt = Date.now()
  const { code, output } = await run(command, args, { collect: true, quiet: true })
  report(name, { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, output }, startedAt)
}

async function checks() {
  await check('types', 'tsc', ['-p', 'tsconfig.json'])
  await check('editor types', 'tsc', ['-p', 'tsconfig.editor.json'])
  await check('lint', projectNode, ['scripts/lint.mjs'])
  if (existsSync(join(root, 'scripts/generate-docs.mjs'))) await check('docs', projectNode, ['scripts/generate-docs.mjs', '--check'])
}

/** One layer in a mocha process of its own; a process that ends without figures, or does not end, has failed. */
function runLayer(name) {
  const startedAt = Date.now()
  const { files, environment } = name === 'flow-4.1' ? oldest : { files: [`test/${name}/**/*.test.ts`], environment: {} }
  return new Promise((resolve) => {
    const mocha = ['node_modules/mocha/bin/mocha.js', '--reporter', 'test/support/layer-reporter.mjs', ...files]
    const child = spawn(projectNode, mocha, {
      cwd: root,
      env: projectEnvironment({ INVENTORY_TEST_RUN: runFolder, ...environment }),
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    })
    running.add(child)
    let figures
    let output = ''
    let note
    const stop = (reason) => () => {
      note = reason
      child.kill('SIGKILL')
    }
    let limit = setTimeout(stop(`did not end within ${layerLimitMs / 60_000} minutes`), layerLimitMs)
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk))
    child.on('message', (message) => {
      figures = message
      clearTimeout(limit)
      limit = setTimeout(stop('left something running'), leftRunningMs)
    })
    child.on('close', (code, signal) => {
      clearTimeout(limit)
      running.delete(child)
      const { passed, failed } = figures ?? { passed: 0, failed: 0 }
      const broken =
        note ?? (figures ? undefined : `crashed (${signal ?? `exit code ${code}`})`) ?? (passed + failed === 0 ? 'has no tests' : undefined)
      const late = broken === undefined && code !== 0 && failed === 0 ? `ended with exit code ${code}` : broken
      report(name, { passed, failed: late ? failed + 1 : failed, output, note: late }, startedAt)
      resolve()
    })
  })
}

async function inTurn(names) {
  for (const name of names) await runLayer(name)
}

async function built(names) {
  if (names.length === 0 && asked.length > 0) return
  const startedAt = Date.now()
  const { code, output } = await run(projectNode, [join(root, 'scripts/build.mjs')], { collect: true, quiet: true })
  report('build', { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, output }, startedAt)
  if (code === 0) await inTurn(names)
  else for (const name of names) report(name, { passed: 0, failed: 1, note: 'not run, because the build failed' }, Date.now())
}

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    for (const child of running) child.kill(signal)
    rmSync(runFolder, { recursive: true, force: true })
    process.exit(1)
  })
}

try {
  await setUp({ build: false })
  await Promise.all([
    built(chosen.filter((name) => builtLayers.has(name))),
    (async () => {
      if (asked.length === 0) await checks()
      await inTurn(chosen.filter((name) => !builtLayers.has(name)))
    })(),
  ])
} catch (error) {
  if (!(error instanceof SetUpError)) throw error
  console.error(error.message)
  total.failed += 1
} finally {
  rmSync(runFolder, { recursive: true, force: true })
}
if (total.failed > 0) process.exitCode = 1
console.log(`${total.passed} passed, ${total.failed} failed`)
