// `npm run bench [-- <name> ... [--option ...]]`: sets up and runs bench/<name>.bench.ts one after another, each in a process of its
// own. What follows the names is for the benchmarks.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { projectNode, root, run, setUp, SetUpError } from './setup.mjs'

const suffix = '.bench.ts'

try {
  const given = process.argv.slice(2)
  const names = given.findIndex((argument) => argument.startsWith('--'))
  const asked = names < 0 ? given : given.slice(0, names)
  const options = names < 0 ? [] : given.slice(names)
  const present = readdirSync(join(root, 'bench'))
    .filter((file) => file.endsWith(suffix))
    .map((file) => file.slice(0, -suffix.length))
  const unknown = asked.filter((name) => !present.includes(name))
  if (unknown.length > 0) throw new SetUpError(`Unknown benchmark: ${unknown.join(', ')}. There are: ${present.join(', ') || 'none'}.`)
  await setUp()
  for (const name of present.filter((entry) => asked.length === 0 || asked.includes(entry))) {
    console.log(`\n${name}`)
    const { code } = await run(projectNode, ['--expose-gc', join(root, 'bench', name + suffix), ...options])
    if (code !== 0) process.exitCode = 1
  }
} catch (error) {
  if (!(error instanceof SetUpError)) throw error
  console.error(error.message)
  process.exitCode = 1
}
