import { csvParts } from './csv-parts.ts'
import { htmlParts } from './html-parts.ts'
import { jsonParts } from './json-parts.ts'
import type { PageAssets, ReportAsk } from './report-ask.ts'

/** The forms of a report that are files. */
export type FileFormat = 'json' | 'csv' | 'html'

export interface ReportFile {
  readonly name: string
  readonly mime: string
  readonly content: string
}

const mimes: Readonly<Record<FileFormat, string>> = {
  json: 'application/json',
  csv: 'text/csv; charset=utf-8',
  html: 'text/html; charset=utf-8',
}

/** `page`: of the format `html`. */
export type ReportFileAsk = ReportAsk & { readonly format: FileFormat; readonly page: PageAssets }

/** The name and the type of the file that a report would be. */
function reportHead({ plan, format }: Pick<ReportFileAsk, 'plan' | 'format'>): Pick<ReportFile, 'name' | 'mime'> {
  const made = new Date(plan.createdAt).toISOString().slice(0, 16).replaceAll(/[-:]/g, '').replace('T', '-')
  const shop = plan.shop.replace(/\.myshopify\.com$/, '').replaceAll(/[^\w.-]/g, '_')
  return { name: `reconciliation-${shop}-${made}.${format}`, mime: mimes[format] }
}

/**
 * A report as the parts of a file, one after another: a part holds one page of lines at most, so that the size of the plan
 * does not matter (requirement 8.3). Throws what the store throws.
 */
export function reportParts(ask: ReportFileAsk): AsyncGenerator<string, void, undefined> {
  if (ask.format === 'json') return jsonParts(ask)
  return ask.format === 'csv' ? csvParts(ask) : htmlParts(ask, ask.page)
}

/** The same as one string, for a message. Throws what the store throws. */
export async function reportFile(ask: ReportFileAsk): Promise<ReportFile> {
  let content = ''
  for await (const part of reportParts(ask)) content += part
  return { ...reportHead(ask), content }
}
