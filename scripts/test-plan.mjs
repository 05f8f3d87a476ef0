// What `npm test` runs: the layers, and how each is cut into processes.
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './setup.mjs'

const mutations = ['test/property/delivery/mutations.test.ts']

/**
 * The layers in the order in which they start. `each`: a process of its own per test file, per folder, or for the whole layer.
 * `load`: half processors that a process keeps busy; a Node-RED that is started is waited for half of the time. `built`: runs the
 * package as scripts/build.mjs makes it. `onlyNamed`: not in a run of everything. `flow-4.1`: flows of all kinds once more, on the oldest
 * Node-RED that the package takes.
 */
export const layers = [
  { name: 'unit', each: 'layer', load: 2 },
  { name: 'editor', each: 'file', load: 2, built: true },
  { name: 'node', each: 'layer', load: 2 },
  { name: 'property', each: 'file', load: 2, leaveOut: 'mutations' },
  { name: 'flow', each: 'file', load: 1, built: true },
  {
    name: 'flow-4.1',
    each: 'file',
    load: 1,
    built: true,
    files: ['test/flow/one-to-one.test.ts', 'test/flow/trouble.test.ts'],
    environment: { NODE_RED_FOLDER: join(root, 'node_modules/node-red-4.1') },
  },
  { name: 'contract', each: 'folder', load: 2 },
  { name: 'package', each: 'layer', load: 1, built: true },
  { name: 'mutations', each: 'layer', load: 2, files: mutations },
  { name: 'all-mutations', each: 'layer', load: 2, files: mutations, environment: { MUTATIONS: 'all' }, onlyNamed: true },
]

/** What is wrong with the words on the command line, in a sentence. */
export class UnknownTest extends Error {}

/**
 * The processes to run for words of the command line: names of layers, or the beginning of paths below test/ (`unit/delivery`,
 * `test/editor/rules.test.ts`); everything without any.
 */
export function planOf(words) {
  if (words.length > 0) return words.flatMap(jobsFor)
  return layers.filter(({ onlyNamed }) => !onlyNamed).flatMap((layer) => jobsOf(layer, filesOf(layer)))
}

function jobsFor(word) {
  const named = layers.find(({ name }) => name === word)
  if (named !== undefined) return jobsOf(named, filesOf(named))
  const beginning = word.replace(/^\.\//, '').replace(/^test\//, '')
  const found = layers
    .filter(({ files }) => files === undefined)
    .flatMap((layer) => {
      const fits = filesBelow(layer.name).filter((file) => file.startsWith(`test/${beginning}`))
      return fits.length === 0 ? [] : jobsOf({ ...layer, each: layer.each === 'file' ? 'file' : 'layer' }, fits)
    })
  if (found.length > 0) return found
  const names = layers.map(({ name }) => name).join(', ')
  throw new UnknownTest(`No test is called ${word}. Name a layer (${names}) or the beginning of a path, e.g. unit/delivery/edits.`)
}

function filesOf({ name, files, leaveOut }) {
  return files ?? filesBelow(name).filter((file) => leaveOut === undefined || !file.includes(`/${leaveOut}.`))
}

function filesBelow(layer) {
  const folder = join(root, 'test', layer)
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true })
    .map((path) => `test/${layer}/${path.replaceAll('\\', '/')}`)
    .filter((path) => path.endsWith('.test.ts'))
    .toSorted()
}

function jobsOf(layer, files) {
  const key = { layer: () => '', folder: (file) => file.split('/')[2], file: (file) => file }[layer.each]
  const groups = {}
  for (const file of files) (groups[key(file)] ??= []).push(file)
  return Object.values(groups).map((some) => ({ layer, files: some }))
}
