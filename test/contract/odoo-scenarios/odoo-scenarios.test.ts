import { startOdooSandbox } from '../../../sandbox/odoo/odoo-sandbox.ts'
import type { Clock } from '../../../src/ports/clock.ts'
import { connectOdoo } from '../../../src/adapters/odoo/connect.ts'
import { playScenarios } from '../../support/odoo-scenarios/play-scenarios.ts'
import { SandboxBackOffice } from '../../support/odoo-scenarios/sandbox-back-office.ts'
import type { Stage } from '../../support/odoo-scenarios/scene.ts'
import { realClock } from '../../support/real-clock.ts'

for (const [majorVersion, transport] of [
  [17, 'xml-rpc'],
  [18, 'json-rpc'],
  [19, 'xml-rpc'],
  [19, 'json-2'],
] as const) {
  const start = async (): Promise<Stage> => {
    let passed = 0
    const clock: Clock = { ...realClock, now: () => realClock.now() + passed }
    const sandbox = await startOdooSandbox({ majorVersion, clock, expiry: true })
    const server = { url: sandbox.url, database: sandbox.database, transport, timeoutMs: 20_000 }
    const around = { clock, random: { next: () => 0, uuid: () => '' } }
    const connector = connectOdoo({ ...server, username: 'connector', apiKey: 'demo-key' }, around)
    const admin = connectOdoo({ ...server, username: 'admin', apiKey: 'admin-demo-key', companyIds: [1] }, around)
    const office = new SandboxBackOffice(admin, sandbox, (ms) => {
      passed += ms
    })
    return {
      office,
      connector,
      admin,
      clock,
      dateMs: 60_000,
      pass: async (ms) => {
        passed += ms
      },
      lateSeconds: 90,
      async close() {
        await connector.close()
        await admin.close()
        await sandbox.stop()
      },
    }
  }
  playScenarios(`simulated ${majorVersion} over ${transport}`, start)
}
