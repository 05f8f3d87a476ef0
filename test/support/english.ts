import { readFileSync } from 'node:fs'
import { sayFrom, type TextCatalogue } from '../../src/base/text/catalogue.ts'
import { isSentence, type Say, type Sentence } from '../../src/base/text/say.ts'
import { SyncError } from '../../src/base/error/sync-error.ts'
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
/** Whether an error says that, each sentence of its values in words: for `assert.throws`. */
export function saying(pattern: RegExp, say = english): (error: unknown) => boolean {
  return (error) => error instanceof SyncError && pattern.test(spoken(error, say))
}

/** An error as a log would have it, with its sentences in words. */
export function spoken({ code, values }: SyncError, say = english): string {
  return `${code} ${JSON.stringify(Object.fromEntries(Object.entries(values).map(([name, value]) => [name, inWords(value, say)])))}`
}

/** A value of an error or a finding in words. */
export function inWords<Value>(value: Value, say: Say = english): string | Exclude<Value, Sentence> {
  return isSentence(value) ? say(value.key, value.values) : (value as Exclude<Value, Sentence>)
}

export const german: Say = sayFrom(sentences('de'))

/** The words of each reason. */
export function wordsOf(trace: readonly TraceStep[] | undefined = [], say = english): string[] {
  return traceIn(say, trace).map(({ text }) => text)
}
