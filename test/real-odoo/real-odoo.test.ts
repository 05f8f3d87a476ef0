import { writeFileSync } from 'node:fs'
import { connectOdoo } from '../../src/adapters/odoo/connect.ts'
import { playScenarios } from '../support/odoo-scenarios/play-scenarios.ts'
import { RpcBackOffice } from '../support/odoo-scenarios/rpc-back-office.ts'
import { realClock } from '../support/real-clock.ts'
import { realServer } from './real-server.ts'

const server = realServer(process.env)
const around = { clock: realClock, random: { next: () => Math.random(), uuid: () => '' } }

for (const transport of server.transports) {
  playScenarios(
    `${server.url}, ${server.database}, over ${transport}`,
    async () => {
      const connector = connectOdoo({ ...server.connector, transport }, around)
      // One company, as the connector has: a count of rows then means the same for both.
      const first = connectOdoo(server.admin, around)
      const { majorVersion } = await first.identity()
      return {
        office: new RpcBackOffice(first, majorVersion),
        connector,
        admin: first,
        clock: realClock,
        dateMs: Number(process.env['ODOO_DATE_SECONDS'] ?? 60) * 1000,
        pass: (ms) => realClock.sleep(Math.max(0, ms)),
        lateSeconds: server.lateSeconds,
        async close() {
          await connector.close()
          await first.close()
        },
      }
    },
    (records) => {
      if (server.report !== undefined) writeFileSync(`${server.report}-${transport}.json`, `${JSON.stringify(records, null, 2)}\n`)
    },
  )
}
