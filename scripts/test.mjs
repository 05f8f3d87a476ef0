// The whole test run: set-up, checks, then the layers or files that the command line names (all when it names none).
// `-t <words>` runs the tests whose name has these words. The last line is always "N passed, N failed". docs/testing.md tells more.
// Starts on plain Node 20 with nothing installed.
import { mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { projectEnvironment, projectNode, run, setUp, SetUpError } from './setup.mjs'
import { planOf, UnknownTest } from './test-plan.mjs'
import { endAll, runTests } from './test-process.mjs'

const asked = process.argv.slice(2)
const at = asked.findIndex((word) => word === '-t' || word === '--test')
const byName = at < 0 ? [] : ['--fgrep', asked.splice(at, 2)[1] ?? '']
const whole = asked.length === 0 && byName.length === 0
/** Who asks for some tests sees each of them. */
const each = byName.length > 0 || asked.some((word) => word.includes('/'))
const total = { passed: 0, failed: 0 }
const runFolder = mkdtempSync(join(tmpdir(), 'inventory-test-'))
/** In half processors, as the plan counts; two processors are the least, so that a run is the same everywhere. */
const room = Math.max(2, availableParallelism()) * 2

function report(name, { passed, failed, output, note, ms }) {
  total.passed += passed
  total.failed += failed
  if (output) process.stdout.write(`\n${output.trimEnd()}\n\n`)
  const seconds = `${(ms / 1000).toFixed(1)} s`
  console.log(
    `${name.padEnd(14)} ${String(passed).padStart(5)} passed ${String(failed).padStart(4)} failed ${seconds.padStart(8)}${note ? `   ${note}` : ''}`,
  )
}

/** Something that is either right or wrong. */
async function check(name, command, ...args) {
  const begun = Date.now()
  const env = projectEnvironment({ INVENTORY_TEST_RUN: runFolder })
  const { code, output } = await run(command, args, { collect: true, quiet: true, env })
  report(name, { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, output: code === 0 ? '' : output, ms: Date.now() - begun })
  return code === 0
}

/** The package as users get it; packed here, because the processes that install it run beside each other. */
async function built() {
  const pack = "import('./test/support/node-red-install.ts').then((install) => install.installPackage())"
  return (await check('build', projectNode, 'scripts/build.mjs')) && (await check('pack', projectNode, '--no-warnings', '-e', pack))
}

/** The types of the dialogs are checked by the build. */
const checks = [
  ['types', 'tsc', '-p', 'tsconfig.json'],
  ['lint', projectNode, 'scripts/lint.mjs'],
  ['docs', projectNode, 'scripts/generate-docs.mjs', '--check'],
]

/** Figures of a layer are told when its last process has ended; the time is that of its processes together. */
function layerFigures(jobs) {
  const layers = new Map()
  for (const { layer } of jobs) {
    const figures = layers.get(layer.name) ?? { passed: 0, failed: 0, ms: 0, left: 0, note: undefined }
    layers.set(layer.name, { ...figures, left: figures.left + 1 })
  }
  return (name, result) => {
    const figures = layers.get(name)
    for (const part of ['passed', 'failed', 'ms']) figures[part] += result[part]
    figures.note ??= result.note
    if (--figures.left === 0) report(name, figures)
  }
}

async function runJob({ layer, files }, figures) {
  const begun = Date.now()
  const environment = { INVENTORY_TEST_RUN: runFolder, ...layer.environment }
  const result = await runTests({ files, environment, options: byName }, ({ what, test, file, why, ms }) => {
    if (what === 'failed') console.log(`FAILED  ${layer.name}: ${test}\n        ${why.split('\n')[0]} (${file})`)
    else if (each) console.log(`passed  ${layer.name}: ${test} (${ms} ms)`)
  })
  const none = result.passed + result.failed === 0 && byName.length === 0
  const failed = none ? 1 : result.failed
  const note = none ? 'has no tests' : result.note
  if (failed > 0 && result.output) process.stdout.write(`\n${result.output.trimEnd()}\n\n`)
  if (note) console.log(`FAILED  ${layer.name}: ${files.length === 1 ? `${files[0]} ` : ''}${note}`)
  figures(layer.name, { ...result, failed, note, ms: Date.now() - begun })
}

/** Starts what fits beside what runs, in order; what needs more room than is left lets smaller ones pass. */
async function runAll(jobs) {
  const waiting = [...jobs]
  const busy = new Map()
  while (waiting.length > 0 || busy.size > 0) {
    const taken = [...busy.values()].reduce((sum, { load }) => sum + load, 0)
    const next = waiting.findIndex((job) => taken + job.load <= room)
    if (next < 0) await Promise.race(busy.keys())
    else {
      const [job] = waiting.splice(next, 1)
      const ended = job.start().finally(() => busy.delete(ended))
      busy.set(ended, job)
    }
  }
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    endAll()
    rmSync(runFolder, { recursive: true, force: true })
    process.exit(1)
  })
}

try {
  const jobs = planOf(asked)
  const figures = layerFigures(jobs)
  await setUp({ build: false })
  const isBuilt = whole || jobs.some(({ layer }) => layer.built) ? built() : Promise.resolve(true)
  const start = async (job) => {
    if (!job.layer.built || (await isBuilt)) return runJob(job, figures)
    figures(job.layer.name, { passed: 0, failed: 1, ms: 0, note: 'not run, because the build failed' })
  }
  await runAll([
    { load: 1, start: () => isBuilt },
    ...(whole ? checks.map((one) => ({ load: 2, start: () => check(...one) })) : []),
    ...jobs.map((job) => ({ load: job.layer.load, start: () => start(job) })),
  ])
  if (total.passed + total.failed === 0) throw new UnknownTest(`No test has ${byName[1]} in its name.`)
} catch (error) {
  if (!(error instanceof SetUpError) && !(error instanceof UnknownTest)) throw error
  console.error(error.message)
  total.failed += 1
} finally {
  endAll()
  rmSync(runFolder, { recursive: true, force: true })
}
if (total.failed > 0) process.exitCode = 1
console.log(`${total.passed} passed, ${total.failed} failed`)
