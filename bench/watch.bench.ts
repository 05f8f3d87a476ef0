// What a watch costs Node-RED: a first look at everything, a full comparison, and an import, over each transport.
import { BenchWatch } from './bench-watch.ts'
import { startOdooServer } from './odoo-server.ts'
import { plainRead } from './plain-read.ts'
import { report, rounded, type Row } from './report.ts'

const [asked = '10000,100000'] = process.argv.slice(2)
const warehouses = 5
const figures: object[] = []
const rows: Row[] = []

for (const quants of asked.split(',').map(Number)) {
  for (const transport of ['xml-rpc', 'json-2'] as const) {
    const products = quants / warehouses
    const changed = Math.min(products, 10_000)
    const server = await startOdooServer({ majorVersion: 19, products, warehouses }, transport)
    const watch = new BenchWatch(server.settings)
    try {
      await watch.open()
      const plainMs = await plainRead(server.settings)
      const first = await watch.poll()
      const compared = await watch.poll({ what: 'compare' })
      // What the seed made has one date; the window of the next poll begins after it.
      await server.change(1)
      await watch.poll()
      await server.change(changed)
      const burst = await watch.poll()
      figures.push({ quants, transport, plainMs, first, compared, burst })
      const named = `${quants} quants, ${transport}`
      const ratio = (ms: number, share = 1): string => `${rounded(ms / (plainMs * share))} ×`
      rows.push({ what: `${named}: plain HTTP and parse, s`, engine: rounded(plainMs / 1000, 2) })
      for (const [what, one] of [
        ['first look', first],
        ['comparison', compared],
        [`import of ${changed}`, burst],
      ] as const) {
        const share = what.startsWith('import') ? changed / products : 1
        rows.push(
          { what: `${named}: ${what}, s (to plain)`, engine: `${rounded(one.ms / 1000, 2)} (${ratio(one.ms, share)})` },
          { what: `${named}: ${what}, memory at its highest, MB`, engine: one.peakMb, wanted: '< 200', kept: one.peakMb < 200 },
          { what: `${named}: ${what}, loop delay p50 / p99 / max, ms`, engine: Object.values(one.delayMs).join(' / '), wanted: 'p99 < 50' },
          {
            what: `${named}: ${what}, own work p50 / p99 / max, ms`,
            engine: Object.values(one.workMs).join(' / '),
            wanted: 'p99 < 50',
            kept: one.workMs.p99 < 50,
          },
        )
      }
    } finally {
      await watch.close()
      await server.stop()
    }
  }
}
report('watch', { figures }, rows)
