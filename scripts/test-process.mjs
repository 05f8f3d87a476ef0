// One mocha process of the test run: tells of every test as it ends, and ends with all that it has started.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { projectEnvironment, projectNode, root } from './setup.mjs'

/** So long may nothing end, no test and no hook; the longest test has ten minutes. A limit in all would measure the machine. */
const usualStillMs = 15 * 60_000
const leftRunningMs = 20_000
const hasGroups = process.platform !== 'win32'
const running = new Set()

/** Ends every process of the run, and what it has started, at once. */
export function endAll() {
  for (const child of running) endGroup(child)
}

/** A process started with `detached` leads a group, which holds what it starts: one signal reaches them all. */
function endGroup(child) {
  try {
    process.kill(hasGroups ? -child.pid : child.pid, 'SIGKILL')
  } catch {
    // It has ended, and nothing was left of it.
  }
}

/**
 * Runs test files of this checkout, or of a copy of it (`folder`). `tell` hears `{ what: 'passed' | 'failed', test, ... }` as each ends. Resolves with
 * `{ passed, failed, output, note }`; a process that ends without figures, or does not end, has failed, and `note` says why.
 */
export function runTests({ files, environment, options, folder = root }, tell, stillMs = usualStillMs) {
  const mocha = [join(root, 'node_modules/mocha/bin/mocha.js'), '--reporter', 'test/support/layer-reporter.mjs', ...options, ...files]
  const child = spawn(projectNode, mocha, {
    cwd: folder,
    env: projectEnvironment({ NODE_COMPILE_CACHE: join(root, '.cache/compiled'), ...environment }),
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    detached: hasGroups,
  })
  running.add(child)
  let figures
  let output = ''
  let note
  let at = 'the tests were loaded'
  let limit
  const endIn = (ms, reason) => {
    clearTimeout(limit)
    limit = setTimeout(() => {
      note = reason()
      endGroup(child)
    }, ms)
  }
  const goesOn = () => endIn(stillMs, () => `nothing has ended for ${stillMs / 1000} s; it stands in: ${at}`)
  goesOn()
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk))
  child.on('message', (message) => {
    goesOn()
    if (message.what === 'running') at = message.test
    else if (message.what === 'over') {
      figures = message
      endIn(leftRunningMs, () => 'left something running')
    } else tell(message)
  })
  return new Promise((resolve) => {
    child.on('error', (error) => (output += `${error.message}\n`))
    child.on('close', (code, signal) => {
      clearTimeout(limit)
      running.delete(child)
      endGroup(child)
      const { passed, failed } = figures ?? { passed: 0, failed: 0 }
      const crashed = figures ? undefined : `crashed (${signal ?? `exit code ${code}`}) in: ${at}`
      const late = note ?? crashed ?? (code !== 0 && failed === 0 ? `ended with exit code ${code}` : undefined)
      resolve({ passed, failed: late ? failed + 1 : failed, output, note: late })
    })
  })
}
