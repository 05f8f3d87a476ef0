import { readdirSync, readFileSync } from 'node:fs'
import { sayFrom, type TextCatalogue } from '../../src/base/text/catalogue.ts'
import type { Say } from '../../src/base/text/say.ts'

const fallback = 'en-US'
const parts = ['error', 'trace', 'finding', 'status', 'check', 'hint', 'report'] as const

const locales = new URL('../../locales/', import.meta.url)

/**
 * The sentences of errors, traces, findings, statuses, connection tests, webhooks and reports in a language, with English
 * behind it: `de-AT` finds `de`, `es` and `es-MX` find `es-ES`.
 */
export function textsFor(language: string | undefined): Say {
  const [tongue] = language?.split('-', 1) ?? []
  const found = readdirSync(locales).filter((name) => name === language || name === tongue || name.split('-', 1)[0] === tongue)
  const nearest = found.toSorted((one, other) => rank(one) - rank(other))
  return sayFrom(...[...nearest, fallback].map(catalogueOf))

  function rank(name: string): number {
    return [language, tongue, name].indexOf(name)
  }
}

const read = new Map<string, TextCatalogue>()

/** The sentences of a language that is there; what dialogs say stands under `dialog`. */
function catalogueOf(language: string): TextCatalogue {
  const known = read.get(language)
  if (known !== undefined) return known
  const own = Object.fromEntries(parts.map((part) => [part, readPart(language, part)]))
  const dialogs = readdirSync(new URL(`${language}/`, locales)).flatMap((file) => (file.endsWith('.json') ? [file.slice(0, -5)] : []))
  const dialog = Object.assign({ editor: readPart(language, 'editor') }, ...dialogs.map((part) => dialogOf(language, part)))
  const catalogue: TextCatalogue = { ...own, dialog, language }
  read.set(language, catalogue)
  return catalogue
}

/** The catalogue of a dialog holds its sentences under the name of its node. */
function dialogOf(language: string, part: string): TextCatalogue {
  const sentences = readPart(language, part)[part]
  return typeof sentences === 'object' ? { [part]: sentences } : {}
}

function readPart(language: string, part: string): TextCatalogue {
  try {
    const parsed: TextCatalogue = JSON.parse(readFileSync(new URL(`${language}/${part}.json`, locales), 'utf8'))
    return parsed
  } catch {
    return {}
  }
}
