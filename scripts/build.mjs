#!/usr/bin/env node
// Builds the package: dist/ (runtime, dialogs, catalogues, icons) and examples/, both generated and not committed.
// `--to <dir>` assembles the same package, with its package.json, in another folder and leaves the checkout alone.
import { spawn } from 'node:child_process'
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { build as bundle } from 'esbuild'

const root = resolve(import.meta.dirname, '..')
const { values } = parseArgs({ options: { to: { type: 'string' } } })
const target = values.to === undefined ? root : resolve(values.to)
const compiler = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin', 'tsc')

/** Dialogs that show sentences of the domain: the map is checked by the same rules in the editor and when it runs. */
const alsoSays = { 'location-map': ['finding'] }

class BuildFailure extends Error {}

try {
  const began = performance.now()
  const nodes = await listedNodes()
  await mkdir(join(root, '.cache'), { recursive: true })
  const staging = await mkdtemp(join(root, '.cache', 'build-'))
  try {
    // The editor code is checked and bundled while the runtime is compiled; every failure is told, not only the first.
    await allOrEveryReason([
      compile('tsconfig.build.json', '--outDir', staging),
      compile('tsconfig.editor.json', '--noEmit'),
      ...nodes.map((node) => writeEntry(staging, node)),
      ...nodes.map((node) => writeDialog(staging, node)),
    ])
    await copyFolder('locales', join(staging, 'locales'))
    await shareSentences(join(staging, 'locales'), nodes)
    await listLanguages(join(staging, 'locales'))
    await copyFolder('icons', join(staging, 'icons'))
    await copyPage(join('src', 'engine', 'reconcile', 'report', 'page'), staging)
    await swapIn(staging, join(target, 'dist'))
  } finally {
    await rm(staging, { recursive: true, force: true })
  }
  await copyExamples()
  if (target !== root) await cp(join(root, 'package.json'), join(target, 'package.json'))
  console.log(
    `built ${nodes.length} nodes into ${relative(process.cwd(), join(target, 'dist')) || 'dist'} in ${Math.round(performance.now() - began)} ms`,
  )
} catch (failure) {
  if (!(failure instanceof BuildFailure)) throw failure
  console.error(failure.message)
  process.exitCode = 1
}

/** The nodes that package.json promises; each must have its runtime, its dialog, and its sentences in every language. */
async function listedNodes() {
  const manifest = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'))
  const listed = manifest['node-red']?.nodes ?? {}
  const languages = await foldersIn(join(root, 'locales'))
  const complaints = []
  for (const [node, file] of Object.entries(listed)) {
    if (file !== `dist/${node}.js`) complaints.push(`package.json: node-red.nodes.${node} must be dist/${node}.js`)
    const needed = [`nodes/${node}/${node}.ts`, `nodes/${node}/${node}.editor.ts`, `nodes/${node}/${node}.html`]
    for (const language of languages) needed.push(`locales/${language}/${node}.json`, `locales/${language}/${node}.html`)
    for (const path of needed) {
      if (!(await exists(join(root, path)))) complaints.push(`${path} is missing; package.json lists the node "${node}"`)
    }
  }
  if (complaints.length > 0) throw new BuildFailure(complaints.join('\n'))
  return Object.keys(listed)
}

function compile(project, ...options) {
  return new Promise((done, refuse) => {
    const child = spawn(process.execPath, [compiler, '-p', join(root, project), '--pretty', 'false', ...options], { cwd: root })
    let said = ''
    child.stdout.on('data', (part) => (said += part))
    child.stderr.on('data', (part) => (said += part))
    child.on('error', refuse)
    child.on('close', (code) => (code === 0 ? done() : refuse(new BuildFailure(`${project} has type errors:\n${said.trim()}`))))
  })
}

/** Node-RED looks for locales and icons beside the entry, so every node gets a flat one. */
async function writeEntry(dist, node) {
  await writeFile(join(dist, `${node}.js`), `export { default } from './nodes/${node}/${node}.js'\n`)
}

/** Not minified, definition kept literal: the Flow Library's scorecard reads it out of the page. */
async function writeDialog(dist, node) {
  const folder = join(root, 'nodes', node)
  const [bundled, template, style] = await Promise.all([
    bundleEditor(join(folder, `${node}.editor.ts`)),
    readFile(join(folder, `${node}.html`), 'utf8'),
    readFile(join(root, 'nodes', 'editor', 'editor.css'), 'utf8'),
  ])
  const page = `<style>\n${style.trim()}\n</style>\n\n${template.trim()}\n\n<script type="text/javascript">\n${bundled.trim()}\n</script>\n`
  await writeFile(join(dist, `${node}.html`), page)
}

async function bundleEditor(entry) {
  try {
    const { outputFiles } = await bundle({
      entryPoints: [entry],
      bundle: true,
      write: false,
      format: 'iife',
      target: 'es2022',
      charset: 'utf8',
      legalComments: 'none',
      logLevel: 'silent',
      tsconfig: join(root, 'tsconfig.editor.json'),
    })
    return outputFiles[0].text
  } catch (failure) {
    throw new BuildFailure(`${relative(root, entry)} cannot be bundled: ${failure.message}`)
  }
}

/** What several dialogs say stands once, in a catalogue of its own, and is given to each node's own under that name. */
async function shareSentences(locales, nodes) {
  for (const language of await foldersIn(locales)) {
    for (const node of nodes) {
      const own = join(locales, language, `${node}.json`)
      const catalogue = JSON.parse(await readFile(own, 'utf8'))
      for (const shared of ['editor', ...(alsoSays[node] ?? [])]) {
        const path = join(locales, language, `${shared}.json`)
        if (await exists(path)) catalogue[shared] = JSON.parse(await readFile(path, 'utf8'))
      }
      await writeFile(own, `${JSON.stringify(catalogue, null, 2)}\n`)
    }
  }
}

/**
 * Node-RED looks for `es-MX`, then for `es`, and then takes English: a language that stands here for one country only is offered under
 * its own name too. English needs it not, it is what Node-RED falls back to.
 */
async function listLanguages(locales) {
  const languages = await foldersIn(locales)
  for (const language of languages) {
    const [tongue] = language.split('-')
    if (tongue !== 'en' && !languages.includes(tongue)) await cp(join(locales, language), join(locales, tongue), { recursive: true })
  }
}

/** Node-RED offers Import > Examples from examples/, which must hold real files. */
async function copyExamples() {
  const examples = join(target, 'examples')
  await rm(examples, { recursive: true, force: true })
  if (!(await exists(join(root, 'flows')))) return
  await cp(join(root, 'flows'), examples, {
    recursive: true,
    filter: async (source) => (await stat(source)).isDirectory() || source.endsWith('.json'),
  })
}

/** The page of a report holds its scripts as they stand; they run in browsers and are not compiled. */
async function copyPage(folder, dist) {
  await cp(join(root, folder), join(dist, folder), { recursive: true, filter: (source) => !/\.d\.ts$|tsconfig\.json$/.test(source) })
}

async function copyFolder(name, to) {
  await cp(join(root, name), to, { recursive: true, filter: (source) => !basename(source).startsWith('.') })
}

/** The old dist stays whole until the new one is complete. */
async function swapIn(staging, dist) {
  await mkdir(dirname(dist), { recursive: true })
  const old = `${staging}-old`
  if (await exists(dist)) await rename(dist, old)
  await rename(staging, dist)
  await rm(old, { recursive: true, force: true })
}

async function allOrEveryReason(works) {
  const failures = (await Promise.allSettled(works)).filter((result) => result.status === 'rejected').map((result) => result.reason)
  const unexpected = failures.find((failure) => !(failure instanceof BuildFailure))
  if (unexpected !== undefined) throw unexpected
  if (failures.length > 0) throw new BuildFailure(failures.map((failure) => failure.message).join('\n'))
}

async function foldersIn(path) {
  const entries = await readdir(path, { withFileTypes: true })
  return entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name)
}

async function exists(path) {
  return stat(path).then(
    () => true,
    () => false,
  )
}
