export interface Pattern {
  readonly path: string
  /** Null where the pattern is built, and nobody can judge it. */
  readonly source: string | null
  readonly flags: string
}
export function patternsIn(path: string, text: string): Pattern[]
export function everyPattern(): Pattern[]
