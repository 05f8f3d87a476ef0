import type { FailedLine } from '../../base/messages/failed.ts'

/** What becomes of Odoo products without a link, which most often the shop does not sell (requirement 1.6). */
export interface Unsold {
  /** `job`: each is a failed job; `count`: they are only counted; `rule`: those that fit `leaveOut` are, the others are jobs. */
  readonly choice: 'job' | 'count' | 'rule'
  /** Internal references, in which `*` stands for anything. */
  readonly leaveOut: readonly string[]
}

export const unsoldChoices = ['job', 'count', 'rule'] as const
/** Characters of a rule. */
export const leaveOutAtMost = 5000

/** The patterns of a rule as a person writes them: separated by commas, semicolons or lines. */
export function patternsIn(rule: string): string[] {
  return rule
    .split(/[,;\n]/)
    .map((pattern) => pattern.trim())
    .filter((pattern) => pattern !== '')
}

/** The lines that are to be jobs, and those that are only counted. */
export function sortUnsold(lines: readonly FailedLine[], { choice, leaveOut }: Unsold): { jobs: FailedLine[]; counted: FailedLine[] } {
  const counts = ({ code, subject }: FailedLine): boolean =>
    code === 'VARIANT_UNLINKED' &&
    (choice === 'count' || (choice === 'rule' && leaveOut.some((pattern) => fits(subject.sku ?? '', pattern))))
  const { jobs = [], counted = [] } = Object.groupBy(lines, (line) => (counts(line) ? 'counted' : 'jobs'))
  return { jobs, counted }
}

/** Upper and lower case are different letters, as everywhere between SKUs. Looks at each part of the pattern once. */
function fits(sku: string, pattern: string): boolean {
  const [first = '', ...rest] = pattern.split('*')
  const last = rest.pop()
  if (last === undefined) return sku === pattern
  if (!sku.startsWith(first) || sku.length < first.length + last.length || !sku.endsWith(last)) return false
  let at = first.length
  for (const part of rest) {
    const found = sku.indexOf(part, at)
    if (found === -1) return false
    at = found + part.length
  }
  return at <= sku.length - last.length
}
