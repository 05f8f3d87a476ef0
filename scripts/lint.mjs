// Lint, format and house rules. `--fix` formats and mends what can be mended.
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { basename, join, relative, sep } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root, run } from './setup.mjs'

const folders = ['src', 'nodes', 'sandbox', 'test', 'bench', 'scripts'].filter((folder) => existsSync(join(root, folder)))
const maximumLines = 250
/** Names that say nothing about what is inside. */
const emptyNames = /^(utils?|helpers?|managers?|common|misc)\b/
/** The part of src/ that talks to a server or a file; everything else in src/ is the domain (docs/architecture.md, parts). */
const adapters = 'src/adapters/'
/** What the domain may import from outside: the schema checker, the CSV parser, hashes, and types. */
const domainLibraries = new Set(['ajv', 'json-schema-to-ts', 'papaparse', 'node:crypto'])
const hiddenInputs = [
  [/\bDate\.now\(|\bnew Date\(\)|\bperformance\.now\(/, 'reads the clock of the machine; take a Clock (src/ports/clock.ts)'],
  [/\bMath\.random\(|\brandomUUID\(/, 'makes its own randomness; take a Random (src/ports/random.ts)'],
  [/\b(setTimeout|setInterval|setImmediate)\(/, 'waits by itself; use Clock.sleep (src/ports/clock.ts)'],
]

/** Every file below a folder, as paths from the project root with forward slashes. */
function filesBelow(folder) {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|mjs)$/.test(entry.name))
    .map((entry) =>
      relative(root, join(entry.parentPath ?? entry.path, entry.name))
        .split(sep)
        .join('/'),
    )
}

function importsOf(text) {
  const statements = text.matchAll(
    /^\s*(?:import|export)\s(?:(type)\s)?[^'"`;]*?from\s+['"]([^'"]+)['"]|^\s*import\s+['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/gm,
  )
  return [...statements].map((match) => ({ typeOnly: match[1] === 'type', from: match[2] ?? match[3] ?? match[4] }))
}

/** What is wrong with one file by the house rules, one sentence each. */
export function houseFindings(path, text) {
  const findings = []
  const lines = text.split('\n').length - 1
  if (lines > maximumLines) findings.push(`has ${lines} lines; ${maximumLines} are the most: one file, one thing`)
  if (emptyNames.test(basename(path))) findings.push('has a name that does not say what is inside')
  if (!path.startsWith('src/')) return findings
  const domain = !path.startsWith(adapters)
  for (const { from, typeOnly } of importsOf(text)) {
    if (/^(node-red|@node-red\/)/.test(from)) findings.push(`imports ${from}; src/ knows nothing of Node-RED`)
    else if (/^(\.\.\/)+(nodes|sandbox|test|bench|scripts)\//.test(from)) findings.push(`imports ${from}; src/ is the bottom layer`)
    else if (domain && !typeOnly && !from.startsWith('.') && !domainLibraries.has(from))
      findings.push(`imports ${from}; the domain does no input or output`)
  }
  const code = text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
  for (const [pattern, sentence] of domain ? hiddenInputs : []) if (pattern.test(code)) findings.push(sentence)
  return findings
}

async function lint() {
  const fix = process.argv.includes('--fix')
  const oxlint = await run('oxlint', ['--type-aware', '--deny-warnings', ...(fix ? ['--fix'] : []), ...folders])
  const present = folders.filter((folder) => filesBelow(folder).length > 0)
  const prettier = await run('prettier', [
    fix ? '--write' : '--check',
    '--log-level=warn',
    ...present.map((folder) => `${folder}/**/*.{ts,mjs}`),
  ])
  let findings = 0
  for (const path of folders.flatMap(filesBelow)) {
    for (const sentence of houseFindings(path, readFileSync(join(root, path), 'utf8'))) {
      findings += 1
      console.error(`${path} ${sentence}.`)
    }
  }
  const patterns = await run(process.execPath, ['--no-warnings', join(root, 'scripts/lint-patterns.mjs')])
  if (oxlint.code !== 0 || prettier.code !== 0 || patterns.code !== 0 || findings > 0) process.exitCode = 1
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await lint()
