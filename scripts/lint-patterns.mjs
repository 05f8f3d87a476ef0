// Finds regular expressions in src/ and nodes/ that can take time out of proportion to a text: a server elsewhere chooses the
// text, and Node-RED does nothing else meanwhile. Each pattern is judged by recheck (docs/dependencies.md).
import { readFileSync, readdirSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { join, sep } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parse } from 'acorn'
import { root } from './setup.mjs'

/** Files that build a pattern out of texts, and why that is right. */
const builders = new Map([['src/base/error/redact.ts', 'a list of fixed texts']])
/** A pattern that takes longer to judge is one that nobody can read either. */
const judgeMs = 120_000

/** The regular expressions in a file: literals, and the `pattern` of a schema. */
export function patternsIn(path, text) {
  const found = []
  walk(parse(stripTypeScriptTypes(text), { ecmaVersion: 'latest', sourceType: 'module' }), (node) => {
    if (node.type === 'Literal' && node.regex) found.push({ path, source: node.regex.pattern, flags: node.regex.flags })
    if (node.type === 'Property' && node.key.name === 'pattern' && typeof node.value.value === 'string')
      found.push({ path, source: node.value.value, flags: 'u' })
    if (/^(New|Call)Expression$/.test(node.type) && node.callee.name === 'RegExp' && !builders.has(path))
      found.push({ path, source: null, flags: '' })
  })
  return found
}

function walk(node, visit) {
  if (typeof node?.type === 'string') visit(node)
  if (typeof node === 'object' && node !== null && !(node instanceof RegExp)) for (const part of Object.values(node)) walk(part, visit)
}

/** Every pattern of the product, each once. */
export function everyPattern() {
  const files = ['src', 'nodes'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true })
      .map((file) => [folder, ...file.split(sep)].join('/'))
      .filter((file) => /\.(ts|js)$/.test(file) && !file.endsWith('.d.ts')),
  )
  const patterns = files.flatMap((path) => patternsIn(path, readFileSync(join(root, path), 'utf8')))
  return [...new Map(patterns.map((pattern) => [`${pattern.source}/${pattern.flags}`, pattern])).values()]
}

async function judge() {
  const { check } = await import('recheck')
  let findings = 0
  for (const { path, source, flags } of everyPattern()) {
    const { status, complexity } = source === null ? { status: 'unknown' } : await check(source, flags, { timeout: judgeMs, randomSeed: 1 })
    if (status === 'safe') continue
    findings += 1
    console.error(
      source === null
        ? `${path} builds a regular expression; write it as a literal, which can be judged.`
        : `${path} has /${source}/${flags}, which is ${complexity?.summary ?? 'not judged in time'}; write it so that it is linear.`,
    )
  }
  // recheck leaves its helper running.
  process.exit(findings === 0 ? 0 : 1)
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await judge()
