import type { ReportLine } from '../../../src/base/messages/report.ts'

/** The lines of a report message. */
export function linesOf({ payload }: { readonly payload?: unknown }): ReportLine[] {
  return Array.isArray(payload) ? payload : []
}
