import { csvParts, jsonParts } from './data-parts.ts'
import { htmlParts } from './html-parts.ts'
import type { PageAssets, ReportRequest } from './report-request.ts'

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
export type ReportFileRequest = ReportRequest & { readonly format: FileFormat; readonly page: PageAssets }

/** The name and the type of the file that a report would be. */
function reportHead({ plan, format }: Pick<ReportFileRequest, 'plan' | 'format'>): Pick<ReportFile, 'name' | 'mime'> {
  const made = new Date(plan.createdAt).toISOString().slice(0, 16).replaceAll(/[-:]/g, '').replace('T', '-')
  const shop = plan.shop.replace(/\.myshopify\.com$/, '').replaceAll(/[^\w.-]/g, '_')
  return { name: `reconciliation-${shop}-${made}.${format}`, mime: mimes[format] }
}

/**
 * A report as the parts of a file, one after another: a part holds one page of lines at most, so that the size of the plan
 * does not matter (requirement 8.3). Throws what the store throws.
 */
export function reportParts(request: ReportFileRequest): AsyncGenerator<string, void, undefined> {
  if (request.format === 'json') return jsonParts(request)
  return request.format === 'csv' ? csvParts(request) : htmlParts(request, request.page)
}

/** The same as one string, for a message. Throws what the store throws. */
export async function reportFile(request: ReportFileRequest): Promise<ReportFile> {
  let content = ''
  for await (const part of reportParts(request)) content += part
  return { ...reportHead(request), content }
}
