import { fileProblem, type FileProblem } from '../../../base/table/file-problem.ts'
import type { Say } from '../../../base/text/say.ts'
import { rulesAsCsv, rulesFromCsv } from './buffer-csv.ts'
import { rulesAsJson, rulesFromJson } from './buffer-json.ts'
import type { KeptRules } from './kept-rules.ts'
import { listedRules } from './rule-list.ts'

export type BufferFormat = 'csv' | 'json'

export interface ReadRules {
  readonly rules: KeptRules
  readonly problems: readonly FileProblem[]
}

/** The rules of a buffer as a file (requirement 4.2). */
export function bufferFile(rules: KeptRules, format: BufferFormat): string {
  return format === 'csv' ? rulesAsCsv(rules) : rulesAsJson(rules)
}

/** Reads rules that were saved as a file; everything wrong is told with its row and column, and then there are no rules. */
export function readBufferFile(file: string, format: BufferFormat, say: Say): ReadRules {
  try {
    const { rules, problems } = format === 'csv' ? rulesFromCsv(file, say) : rulesFromJson(file, say)
    return { rules: problems.length === 0 ? rules : listedRules([]), problems }
  } catch (error) {
    return { rules: listedRules([]), problems: [fileProblem(error)] }
  }
}
