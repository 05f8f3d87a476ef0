import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { PageAssets } from '../../src/engine/reconcile/report/report-request.ts'

const folder = new URL('../../src/engine/reconcile/report/page/', import.meta.url)
const parts = ['table.js', 'end-hold.js', 'charts.js', 'start.js']
let read: PageAssets | undefined

/** What the page of a report is made of; read from the disk once. */
export function reportPage(): PageAssets {
  read ??= { style: textOf('report.css').trim(), script: `;(() => {\n'use strict'\n${parts.map(textOf).join('\n')}})()`, charts: charts() }
  return read
}

function textOf(file: string): string {
  return readFileSync(new URL(file, folder), 'utf8')
}

/** Chart.js as a classic script; without the reference to its map, which would be looked for beside the page. */
function charts(): string {
  const main = createRequire(import.meta.url).resolve('chart.js')
  const script = readFileSync(join(main, '..', 'chart.umd.min.js'), 'utf8')
  const map = script.lastIndexOf('\n//# sourceMappingURL=')
  return map < 0 ? script : script.slice(0, map + 1)
}
