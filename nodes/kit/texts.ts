import { readdirSync, readFileSync } from 'node:fs'
import { sayFrom, type TextCatalogue } from '../../src/text/catalogue.ts'
import type { Say } from '../../src/text/say.ts'

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

function catalogueOf(language: string): TextCatalogue {
  return Object.fromEntries(parts.map((part) => [part, readPart(language, part)]))
}

function readPart(language: string, part: string): TextCatalogue {
  try {
    const parsed: TextCatalogue = JSON.parse(readFileSync(new URL(`${language}/${part}.json`, locales), 'utf8'))
    return parsed
  } catch {
    return {}
  }
}
