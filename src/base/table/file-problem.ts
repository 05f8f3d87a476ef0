import { SyncError } from '../error/sync-error.ts'
import { isSentence, sentence, wordOf, type Say, type Sentence } from '../text/say.ts'

/** One thing that is wrong with a file that a person imports. */
export interface FileProblem {
  /** In CSV as a spreadsheet counts, with the header as row 1; in a JSON list the first row is 1. Zero: no row, or the file as a whole. */
  readonly row: number
  /** Column of a CSV file, field of JSON; empty when it is the row or the file as a whole. */
  readonly column: string
  readonly problem: Sentence
}

/** Problems as an answer has them, in the language of `say`. */
export function problemsIn<Problem extends { readonly problem: Sentence }>(say: Say, problems: readonly Problem[]) {
  return problems.map((one) => ({ ...one, problem: say(one.problem.key, one.problem.values) }))
}

/** What `readTable` or `readJson` threw, as a problem of the file. Throws anything else again. */
export function fileProblem(error: unknown): FileProblem {
  if (!(error instanceof SyncError) || error.code !== 'MESSAGE_MALFORMED') throw error
  const { field, problem } = error.values
  const row = /^row ([0-9]+)$/.exec(wordOf(field))?.[1]
  return {
    row: Number(row ?? 0),
    column: '',
    problem: isSentence(problem) ? problem : sentence('finding.field.other', { problem: wordOf(problem) }),
  }
}
