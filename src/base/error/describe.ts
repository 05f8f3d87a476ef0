import type { FailedLine, Subject, UnsaidFailure } from '../messages/failed.ts'
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
 * Anything that was thrown as a failed line: a SyncError by its code, everything else as UNEXPECTED with no more than the
 * name of the error, because a foreign message can hold a secret; also where it comes wrapped in a SyncError of that code.
 * `at` is an ISO date and time (requirement 7.4). It has no words yet: whoever shows or sends it says it with `failureIn`.
 */
export function errorLine(error: unknown, at: string, context: FailureContext = {}): UnsaidFailure {
  const wraps = error instanceof SyncError && error.code === 'UNEXPECTED' && error.values['name'] === undefined
  const inner = wraps ? error.cause : error
  if (inner instanceof SyncError) return failureLine(inner, at, context)
  const subject = wraps ? error.subject : {}
  return failureLine({ code: 'UNEXPECTED', values: { name: nameOf(inner) }, subject }, at, context)
}

/** A failure as a failed line without words. */
export function failureLine(failure: Failure, at: string, context: FailureContext = {}): UnsaidFailure {
  const { class: causeClass, retry } = errorCatalogue[failure.code]
  return {
    kind: 'failed',
    code: failure.code,
    class: causeClass,
    retry,
    subject: { ...context.subject, ...failure.subject },
    at,
    values: clean(failure.values),
    ...(context.line === undefined ? {} : { line: { ...context.line } }),
  }
}

/** The same in words. */
export function describeError(error: unknown, say: Say, at: string, context: FailureContext = {}): FailedLine {
  return failureIn(say, errorLine(error, at, context))
}

/** The same in words. */
export function describeFailure(failure: Failure, say: Say, at: string, context: FailureContext = {}): FailedLine {
  return failureIn(say, failureLine(failure, at, context))
}

/** What happened, as a sentence within another; what to do about it is left out. */
export function sentenceOf({ code, values, subject }: Failure): Sentence {
  return sentence(`error.${code}.text`, { ...clean(subject), ...clean(values) })
}

/**
 * A failed line in the language of `say`. What this version cannot say keeps the words that it has; values that a sentence names
 * and nobody gave are shown as "?".
 */
export function failureIn(say: Say, failure: UnsaidFailure): FailedLine {
  const { code, subject, values = {} } = failure
  const spoken: TextValues = { ...clean(subject), ...values, ...named(say, values) }
  const text = saidAgain(say, `error.${code}.text`, spoken) ?? failure.text
  const cure = saidAgain(say, `error.${code}.cure`, spoken) ?? failure.cure
  return {
    ...failure,
    text: text ?? complete(say(`error.${code}.text`, spoken)),
    cure: cure ?? complete(say(`error.${code}.cure`, spoken)),
  }
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
