import type { FailedLine, Subject } from '../messages/failed.ts'
import { saidAgain } from '../text/said-again.ts'
import { isSentence, sentence, type Say, type Sentence, type TextValues } from '../text/say.ts'
import { errorCatalogue } from './catalogue.ts'
import type { Failure } from './failure.ts'
import { redact } from './redact.ts'
import { settingLabels } from './setting-labels.ts'
import { SyncError } from './sync-error.ts'

/** What is known of the place where the failure happened; the failure's own subject goes first. */
export interface FailureContext {
  readonly subject?: Subject
  /** The line as it was when it failed. */
  readonly line?: object
}

/**
 * Puts anything that was thrown into words: a SyncError by its code, everything else as UNEXPECTED with no more than the
 * name of the error, because a foreign message can hold a secret; also where it comes wrapped in a SyncError of that code.
 * `at` is an ISO date and time (requirement 7.4).
 */
export function describeError(error: unknown, say: Say, at: string, context: FailureContext = {}): FailedLine {
  const wraps = error instanceof SyncError && error.code === 'UNEXPECTED' && error.values['name'] === undefined
  const inner = wraps ? error.cause : error
  if (inner instanceof SyncError) return describeFailure(inner, say, at, context)
  const subject = wraps ? error.subject : {}
  return describeFailure({ code: 'UNEXPECTED', values: { name: nameOf(inner) }, subject }, say, at, context)
}

/** Puts a failure into words. Values that the sentence names and nobody gave are shown as "?". */
export function describeFailure(failure: Failure, say: Say, at: string, context: FailureContext = {}): FailedLine {
  const { class: causeClass, retry } = errorCatalogue[failure.code]
  const subject: Subject = { ...context.subject, ...failure.subject }
  const values = clean(failure.values)
  const spoken: TextValues = { ...clean(subject), ...values, ...named(say, values) }
  return {
    kind: 'failed',
    code: failure.code,
    class: causeClass,
    text: complete(say(`error.${failure.code}.text`, spoken)),
    cure: complete(say(`error.${failure.code}.cure`, spoken)),
    retry,
    subject,
    at,
    values,
    ...(context.line === undefined ? {} : { line: { ...context.line } }),
  }
}

/** What happened, as a sentence within another; what to do about it is left out. */
export function sentenceOf({ code, values, subject }: Failure): Sentence {
  return sentence(`error.${code}.text`, { ...clean(subject), ...clean(values) })
}

/** A kept failure in the language of `say`; what this version cannot say keeps the words that it has. */
export function failureIn(say: Say, failure: FailedLine): FailedLine {
  const { code, subject, values = {} } = failure
  const spoken: TextValues = { ...clean(subject), ...values, ...named(say, values) }
  const text = saidAgain(say, `error.${code}.text`, spoken)
  const cure = saidAgain(say, `error.${code}.cure`, spoken)
  return text === undefined || cure === undefined ? failure : { ...failure, text, cure }
}

/** A setting by the label that its dialog gives it, in the language of `say`, where that is known. */
function named(say: Say, { setting, node }: TextValues): TextValues {
  if (typeof setting !== 'string' || typeof node !== 'string') return {}
  const label = settingLabels(node, setting).flatMap((key) => saidAgain(say, `dialog.${key}`, {}) ?? [])[0]
  return label === undefined ? {} : { setting: label }
}

function complete(words: string): string {
  return words.replace(/__\w+?__/g, '?')
}

function clean(values: object): Record<string, string | number | Sentence> {
  const kept: Record<string, string | number | Sentence> = {}
  for (const [name, value] of Object.entries(values)) {
    if (typeof value === 'number') kept[name] = value
    if (typeof value === 'string') kept[name] = redact(value)
    if (isSentence(value)) kept[name] = sentence(value.key, clean(value.values ?? {}))
  }
  return kept
}

/** The class of the error and its system code when it has one, e.g. "TypeError" or "Error ECONNRESET". */
function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return error === undefined ? 'Error' : typeof error
  const code: unknown = 'code' in error ? error.code : undefined
  const parts = [error.name, typeof code === 'string' ? code : ''].filter((part) => /^\w{1,40}$/.test(part))
  return parts.length === 0 ? 'Error' : parts.join(' ')
}
