import { readFileSync } from 'node:fs'
import { sayFrom, type TextCatalogue } from '../../src/text/catalogue.ts'
import type { Say } from '../../src/text/say.ts'

const fallback = 'en-US'
const parts = ['error', 'trace', 'finding', 'status', 'check', 'hint', 'report'] as const

/**
 * The sentences of errors, traces, findings, statuses, connection tests, webhooks and reports in a language, with English behind it. Languages are looked up as Node-RED does:
 * `de-AT`, then `de`, then English.
 */
export function textsFor(language: string | undefined): Say {
  const wanted = [language, language?.split('-')[0], fallback].filter((name) => name !== undefined && /^[A-Za-z-]+$/.test(name))
  return sayFrom(...[...new Set(wanted)].map(catalogueOf))
}

function catalogueOf(language: string | undefined): TextCatalogue {
  return Object.fromEntries(parts.map((part) => [part, readPart(language ?? fallback, part)]))
}

function readPart(language: string, part: string): TextCatalogue {
  try {
    const parsed: TextCatalogue = JSON.parse(readFileSync(new URL(`../../locales/${language}/${part}.json`, import.meta.url), 'utf8'))
    return parsed
  } catch {
    return {}
  }
}
