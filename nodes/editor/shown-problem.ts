import { asList, asText, isPlainObject } from './plain.ts'

/** One thing that is wrong with a file; row 0 is no row or the file as a whole, no column the row as a whole. */
export interface ShownProblem {
  readonly row: number
  readonly column: string
  readonly problem: string
}

/** Reads the problems in an answer of a route that takes a file. */
export function readProblems(problems: unknown): ShownProblem[] {
  return asList(problems)
    .filter(isPlainObject)
    .map(({ row, column, problem }) => ({ row: Number(row), column: asText(column), problem: asText(problem) }))
}

/** A problem with its place, in words. */
export function problemText({ row, column, problem }: ShownProblem, translate: Translate): string {
  const place = row === 0 ? (column === '' ? 'file' : 'field') : column === '' ? 'row' : 'cell'
  return translate(`editor.file.problem-${place}`, { row, column, problem })
}
