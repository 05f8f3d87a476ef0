// `npm run soak [-- <deaths>]`: sets up, then lets Node-RED die under load, 108 times when no number is given, and takes both
// systems away for a minute each. SEED repeats a run.
import { join } from 'node:path'
import { projectEnvironment, projectNode, root, run, setUp, SetUpError } from './setup.mjs'

try {
  const deaths = Number(process.argv[2] ?? 108)
  if (!Number.isSafeInteger(deaths) || deaths < 1) throw new SetUpError(`How many deaths? "${process.argv[2]}" is no number.`)
  await setUp()
  const mocha = [join(root, 'node_modules/mocha/bin/mocha.js'), 'test/flow/death/**/*.test.ts']
  const { code } = await run(projectNode, mocha, { env: projectEnvironment({ SOAK: '1', DEATHS: String(deaths) }) })
  process.exitCode = code
} catch (error) {
  if (!(error instanceof SetUpError)) throw error
  console.error(error.message)
  process.exitCode = 1
}
