// Writes docs/messages.md from the schemas of the lines and docs/errors.md from the catalogue of errors and its English
// sentences. With --check nothing is written, and the exit code is 1 when a page is out of date. Needs Node 24 (or 22.18).
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { errorCatalogue, errorCodes } from '../src/base/error/catalogue.ts'
import { causeClasses } from '../src/base/error/cause-class.ts'
import { appliedSchema } from '../src/base/messages/applied.ts'
import { checkLines } from '../src/base/messages/check.ts'
import { failedSchema } from '../src/base/messages/failed.ts'
import { levelSchema } from '../src/base/messages/level.ts'
import { linkedLevelSchema } from '../src/base/messages/linked-level.ts'
import { pictureSchema } from '../src/base/messages/picture.ts'
import { checkReadRequest, readRequestSchema } from '../src/base/messages/read-request.ts'
import { reportSchema } from '../src/base/messages/report.ts'
import { checkReconcileCommand, reconcileCommandSchema } from '../src/engine/reconcile/command.ts'
import { examples } from './message-examples.mjs'

const generated = '<!-- Written by scripts/generate-docs.mjs. Change the sources, then run it again. -->'

const retryWords = {
  automatic: 'is tried again by itself',
  'when-fixed': 'retry the job after the cure',
  never: 'is not retried',
}

/** The page of the lines that flow between nodes. */
export function messagesPage() {
  const schemas = [pictureSchema, levelSchema, linkedLevelSchema, appliedSchema, failedSchema, reportSchema]
  return [
    '# Messages',
    '',
    generated,
    '',
    'Between nodes, `msg.payload` is an array of lines; a single line is accepted too. A line is a plain JSON object whose',
    '`kind` says what it is. Properties that a schema does not know are kept. A line that does not fit leaves the node on its',
    'error path as `MESSAGE_MALFORMED`, with the field named.',
    '',
    ...schemas.flatMap((schema) => section(schema, (example) => checkLines(schema.$id, example))),
    '# Commands and questions',
    '',
    'Messages whose payload is an object of its own. One that does not fit is refused as `MESSAGE_MALFORMED`.',
    '',
    ...section(reconcileCommandSchema, checkReconcileCommand),
    ...section(readRequestSchema, checkReadRequest),
  ].join('\n')
}

function section(schema, check) {
  const example = examples[schema.$id]
  check(example)
  return [
    `## ${schema.title}`,
    '',
    schema.description,
    '',
    '| field | type | required | meaning |',
    '|---|---|---|---|',
    ...rows(schema, ''),
    '',
    '```json',
    JSON.stringify(example, null, 2),
    '```',
    '',
  ]
}

/** One row per property; those of objects and of the entries of arrays follow with their path. */
function rows(schema, before) {
  return Object.entries(schema.properties ?? {}).flatMap(([name, property]) => {
    const path = `${before}${name}`
    const required = schema.required?.includes(name) ? 'yes' : ''
    const row = `| \`${path}\` | ${typeOf(property)} | ${required} | ${cell(property.description ?? '')} |`
    const inner = property.type === 'array' ? rows(property.items ?? {}, `${path}[].`) : rows(property, `${path}.`)
    return [row, ...inner]
  })
}

function typeOf(property) {
  if ('const' in property) return cell(`"${property.const}"`)
  if (property.enum !== undefined) return cell(property.enum.map((value) => `"${value}"`).join(' | '))
  if (property.type === 'array') return `array of ${typeOf(property.items ?? {})}`
  const type = [property.type ?? 'any'].flat().join(' or ')
  if (property.format !== undefined) return `${type} (${property.format})`
  if (property.pattern !== undefined) return `${type} \`${cell(property.pattern)}\``
  const { minimum, exclusiveMinimum, maximum } = property
  const bounds = [
    ...(minimum === undefined ? [] : [`≥ ${minimum}`]),
    ...(exclusiveMinimum === undefined ? [] : [`> ${exclusiveMinimum}`]),
    ...(maximum === undefined ? [] : [`≤ ${maximum}`]),
  ]
  return bounds.length === 0 ? type : `${type} ${bounds.join(', ')}`
}

/** The page of the errors, by class of cause. */
export function errorsPage() {
  const sentences = JSON.parse(readFileSync(new URL('../locales/en-US/error.json', import.meta.url), 'utf8'))
  const used = causeClasses.filter((cause) => errorCodes.some((code) => errorCatalogue[code].class === cause))
  return [
    '# Errors',
    '',
    generated,
    '',
    'Every failure has a code, a class of cause, a sentence that says what happened, and a cure. `__name__` stands for a value',
    'of the failure. A failed job keeps them; the same cause on the same item is one job with a count.',
    '',
    ...used.flatMap((cause) => [
      `## ${cause}`,
      '',
      ...errorCodes.filter((code) => errorCatalogue[code].class === cause).flatMap((code) => errorEntry(code, sentences[code])),
    ]),
  ].join('\n')
}

function errorEntry(code, { text, text_other: texts, cure, cure_other: cures }) {
  return [
    `### ${code}`,
    '',
    `${literal(text ?? texts)}.`,
    '',
    `**Cure:** ${literal(cure ?? cures)}`,
    '',
    `**Retry:** ${retryWords[errorCatalogue[code].retry]}.`,
    '',
  ]
}

/** `__name__` would be bold in Markdown. */
function literal(sentence) {
  return sentence.replace(/__\w+?__/g, '`$&`')
}

function cell(text) {
  return text.replaceAll('|', '\\|')
}

function main() {
  const check = process.argv.includes('--check')
  const pages = { 'messages.md': messagesPage(), 'errors.md': errorsPage() }
  for (const [name, page] of Object.entries(pages)) {
    const file = new URL(`../docs/${name}`, import.meta.url)
    const text = `${page.trimEnd()}\n`
    if (existsSync(file) && readFileSync(file, 'utf8') === text) continue
    if (check) {
      console.error(`docs/${name} is out of date: run node scripts/generate-docs.mjs`)
      process.exitCode = 1
    } else {
      writeFileSync(file, text)
      console.log(`docs/${name} written`)
    }
  }
}

if (import.meta.main ?? process.argv[1]?.endsWith('generate-docs.mjs')) main()
