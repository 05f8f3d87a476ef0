import { readFileSync } from 'node:fs'
import { sayFrom, type TextCatalogue } from '../../src/base/text/catalogue.ts'
import type { Say } from '../../src/base/text/say.ts'
import { traceIn } from '../../src/base/messages/trace-step.ts'
import type { TraceStep } from '../../src/base/messages/trace.ts'

const names = ['error', 'finding', 'report', 'trace']

/** The sentences of the domain in one language, as `error.…`, `finding.…`, `report.…` and `trace.…`. */
export function sentences(language: string): TextCatalogue {
  return { language, ...Object.fromEntries(names.map((name) => [name, read(language, name)])) }
}

function read(language: string, name: string): TextCatalogue {
  const parsed: TextCatalogue = JSON.parse(readFileSync(new URL(`../../locales/${language}/${name}.json`, import.meta.url), 'utf8'))
  return parsed
}

export const english: Say = sayFrom(sentences('en-US'))
export const german: Say = sayFrom(sentences('de'))

/** The words of each reason. */
export function wordsOf(trace: readonly TraceStep[] | undefined = [], say = english): string[] {
  return traceIn(say, trace).map(({ text }) => text)
}
