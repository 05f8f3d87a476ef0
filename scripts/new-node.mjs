// `npm run new-node -- <name>`: writes the files of a new node, which passes level lines on, and lists it in package.json.
// docs/new-node.md says what is left to do.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
export const languages = readdirSync(join(root, 'locales'))

/** Every file that a node has, by its path, with what a new one begins with. Sentences are English until somebody translates them. */
export function filesOfNode(name) {
  const label = name.replaceAll('-', ' ')
  const catalogue = { [name]: { label, input: 'levels', output: 'levels' } }
  return new Map([
    [`nodes/${name}/${name}.ts`, runtime(name)],
    [`nodes/${name}/${name}.editor.ts`, dialog(name)],
    [`nodes/${name}/${name}.html`, form(name)],
    [`icons/${name}.svg`, icon],
    [`test/node/${name}.test.ts`, test(name)],
    ...languages.flatMap((language) => [
      [`locales/${language}/${name}.json`, `${JSON.stringify(catalogue, null, 2)}\n`],
      [`locales/${language}/${name}.html`, help(name)],
    ]),
  ])
}

const camel = (name) => name.replaceAll(/-(\w)/g, (_, letter) => letter.toUpperCase())
const pascal = (name) => camel(`-${name}`)

const runtime = (name) => `import type { NodeAPI } from 'node-red'
import { defineNode } from '../kit/define.ts'
import { onClose } from '../kit/on-close.ts'
import { onInput } from '../kit/on-input.ts'
import { readLines } from '../kit/read-lines.ts'
import { statusLine } from '../kit/status.ts'

/** ${name}: passes level lines on. */
export default function register(RED: NodeAPI): void {
  defineNode(RED, '${name}', ({ node, say }) => {
    const status = statusLine(node)

    onInput(node, say, async (message, send) => {
      // What is done with the lines is a rule of its own in src/rules, which knows nothing of Node-RED.
      const levels = await readLines('level', message.payload, say)
      status.set({ fill: 'green', shape: 'dot', text: String(levels.length) })
      send([{ ...message, payload: levels }])
    })
    onClose(node, async () => status.close())
  })
}
`

const dialog = (name) => `import { keepMeaning } from '../editor/keep-meaning.ts'

interface ${pascal(name)} {
  name: string
}

keepMeaning('${name}')

RED.nodes.registerType<${pascal(name)}>('${name}', {
  category: 'Odoo ⇄ Shopify',
  color: '#BFD0DA',
  icon: '${name}.svg',
  defaults: {
    name: { value: '' },
  },
  inputs: 1,
  outputs: 1,
  paletteLabel() {
    return this._('${name}.label')
  },
  label() {
    return this.name || this._('${name}.label')
  },
  labelStyle() {
    return this.name ? 'node_label_italic' : ''
  },
  inputLabels() {
    return this._('${name}.input')
  },
  outputLabels() {
    return this._('${name}.output')
  },
})
`

const form = (name) => `<script type="text/html" data-template-name="${name}">
  <div class="odoo-shopify">
    <div class="form-row">
      <label for="node-input-name"><i class="fa fa-tag"></i> <span data-i18n="editor.name"></span></label>
      <input type="text" id="node-input-name" data-i18n="[placeholder]editor.name">
    </div>
  </div>
</script>
`

const icon = `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="60" viewBox="0 0 40 60" fill="none" stroke="#fff" stroke-width="3" stroke-linecap="round" stroke-linejoin="round">
  <path d="M8 30h24M25 23l7 7-7 7"/>
</svg>
`

const help = (name) => `<script type="text/markdown" data-help-name="${name}">
Passes level lines on.

### Inputs

: payload (array) : levels.

### Outputs

: payload (array) : the same levels.

### Details

What it decides, and by which rule.

### Errors

A message that holds no levels goes to a Catch node as \`MESSAGE_MALFORMED\`, with the field named.
</script>
`

const test = (name) => `import assert from 'node:assert/strict'
import ${camel(name)} from '../../nodes/${name}/${name}.ts'
import { levelLine } from '../support/levels.ts'
import { withNodeRed } from '../support/node-helper.ts'

describe('${name}', () => {
  const start = withNodeRed(${camel(name)})

  it('passes level lines on', async () => {
    const flow = await start({ type: '${name}', outputs: 1 })
    await flow.ask({ payload: [levelLine(1, 5, 3)], topic: 'kept' })
    assert.partialDeepStrictEqual(flow.output(0), [{ topic: 'kept', payload: [{ kind: 'level', quantity: 3 }] }])
  })
})
`

function write(name) {
  const files = filesOfNode(name)
  const there = [...files.keys()].filter((path) => existsSync(join(root, path)))
  if (there.length > 0) return `These files are there already: ${there.join(', ')}`
  for (const [path, text] of files) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  manifest['node-red'].nodes[name] = `dist/${name}.js`
  writeFileSync(join(root, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`)
  console.log(`Written, and listed in package.json:\n\n  ${[...files.keys()].join('\n  ')}\n\nWhat is left to do: docs/new-node.md`)
  return undefined
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const name = process.argv[2] ?? ''
  const wrong = /^[a-z]+(-[a-z]+)+$/.test(name) ? write(name) : 'Give it a name of two words or more: npm run new-node -- order-route'
  if (wrong !== undefined) {
    console.error(wrong)
    process.exitCode = 1
  }
}
