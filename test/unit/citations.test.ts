import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../', import.meta.url))
const folders = ['src', 'nodes', 'sandbox', 'test', 'bench', 'scripts', 'docs', 'locales', 'flows', 'findings']
const pages = ['README.md', 'SPEC.md', 'CHANGELOG.md', 'CONTRIBUTING.md', 'SECURITY.md']
const self = 'test/unit/citations.test.ts'

/** A citation names its source, then one or more sections: `shopify-facts 1.3 to 1.5`, `requirements 2.1 and 2.7`. */
const sections = String.raw`(\d+(?:\.\d+)?(?:(?:, | and | to )\d+(?:\.\d+)?)*)(?![\d.]*\d)`
const citation = new RegExp(String.raw`\b(?:(requirements?)|([a-z]+(?:-[a-z]+)*-facts)) ${sections}`, 'g')
/** Looks like a citation and names no source; `facts` alone is a word of the buffer's. */
const vague = /(?<![\w-])facts,? §?\d|-craft \d|-facts §|requirements? §/g

function filesBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|mjs|js|md|json|html|sh)$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .filter((path) => path !== self && !path.startsWith('test/recordings/'))
}

/** The numbers of the headings of a page, and `section.sentence` for the sentences that are numbered below one. */
function numbersIn(page: string): Set<string> {
  const numbers = new Set<string>()
  let section = ''
  for (const line of page.split('\n')) {
    const [, heading, sentence] = /^(?:#{2,3} (\d+(?:\.\d+)?)\.? |(\d+)\. )/.exec(line) ?? []
    if (heading !== undefined) numbers.add((section = heading))
    if (sentence !== undefined) numbers.add(`${section}.${sentence}`)
  }
  return numbers
}

/** A text without the line breaks of comments, so that a citation may stand on two lines. */
const unwrapped = (text: string): string => text.replaceAll(/\n[ \t]*(?:\*(?!\/)|\/\/|#)?[ \t]*/g, ' ')

describe('citations of requirements and facts', () => {
  const sources = new Map(
    [...filesBelow('docs/facts'), 'docs/requirements.md'].map((path) => [
      basename(path, '.md'),
      numbersIn(readFileSync(join(root, path), 'utf8')),
    ]),
  )
  const present = readdirSync(root)
  const texts = [...folders.flatMap(filesBelow), ...pages.filter((page) => present.includes(page))].map(
    (path) => [path, unwrapped(readFileSync(join(root, path), 'utf8'))] as const,
  )

  it('lead to a section that is there', () => {
    let found = 0
    const astray = texts.flatMap(([path, text]) =>
      [...text.matchAll(citation)].flatMap(([whole, requirement, facts, list = '']) => {
        found += 1
        const numbers = sources.get(requirement === undefined ? (facts ?? '') : 'requirements')
        return list.split(/, | and | to /).every((number) => numbers?.has(number)) ? [] : [`${path}: ${whole}`]
      }),
    )
    assert.deepEqual(astray, [])
    assert.ok(found > 300, `finds them: ${found}`)
  })

  it('name their source, so that they can be looked up', () => {
    assert.deepEqual(
      texts.flatMap(([path, text]) => [...text.matchAll(vague)].map(([whole]) => `${path}: ${whole}`)),
      [],
    )
  })

  it('do not leave the project', () => {
    assert.deepEqual(
      texts.filter(([, text]) => /\.\.\/shared\b|\bshared\/(?:design|recordings|seeds)\b/.test(text)).map(([path]) => path),
      [],
    )
  })
})

/** The anchors of the headings of a page, as GitHub makes them. */
function anchorsIn(page: string): Set<string> {
  const headings = [...page.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => heading)
  return new Set(
    headings.map((heading) =>
      heading
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}_\- ]/gu, '')
        .replaceAll(' ', '-'),
    ),
  )
}

describe('links between pages', () => {
  const documents = [...filesBelow('docs'), ...filesBelow('bench'), ...filesBelow('findings'), ...pages].filter((path) =>
    path.endsWith('.md'),
  )

  it('lead to a page and a heading that are there', () => {
    const astray = documents.flatMap((path) => {
      const text = readFileSync(join(root, path), 'utf8').replaceAll(/```[\s\S]*?```/g, '')
      const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link).filter((link) => !/^[a-z]+:/.test(link))
      return links.flatMap((link) => {
        const [page = '', anchor] = link.split('#')
        const target = page === '' ? path : join(dirname(path), page)
        const there = existsSync(join(root, target))
        const found = there && (anchor === undefined || anchorsIn(readFileSync(join(root, target), 'utf8')).has(anchor))
        return found ? [] : [`${path}: ${link}`]
      })
    })
    assert.ok(documents.length > 20)
    assert.deepEqual(astray, [])
  })
})
