import { startOdooSandbox } from '../../../sandbox/odoo/odoo-sandbox.ts'
import { feedContract } from './feed-contract.ts'
import { odooContract, type ServerUnderTest } from './odoo-contract.ts'

const timeoutMs = 20_000

for (const [majorVersion, transport] of [
  [17, 'xml-rpc'],
  [17, 'json-rpc'],
  [18, 'xml-rpc'],
  [18, 'json-rpc'],
  [19, 'xml-rpc'],
  [19, 'json-2'],
] as const) {
  const start = async (): Promise<ServerUnderTest> => {
    const sandbox = await startOdooSandbox({ majorVersion })
    const server = { url: sandbox.url, database: sandbox.database, transport, timeoutMs }
    return {
      connector: { ...server, username: 'connector', apiKey: 'demo-key' },
      admin: { ...server, username: 'admin', apiKey: 'admin-demo-key' },
      majorVersion,
      close: () => sandbox.stop(),
    }
  }
  odooContract(`simulated ${majorVersion} over ${transport}`, start)
  feedContract(`simulated ${majorVersion} over ${transport}`, start)
}

const { ODOO_URL, ODOO_DB, ODOO_USERNAME, ODOO_API_KEY, ODOO_ADMIN_USERNAME, ODOO_ADMIN_KEY, ODOO_VERSION } = process.env
if (ODOO_URL !== undefined && ODOO_DB !== undefined && ODOO_USERNAME !== undefined && ODOO_API_KEY !== undefined) {
  const majorVersion = Number(ODOO_VERSION ?? 19)
  for (const transport of majorVersion >= 19 ? (['xml-rpc', 'json-2'] as const) : (['xml-rpc', 'json-rpc'] as const)) {
    const server = { url: ODOO_URL, database: ODOO_DB, transport, timeoutMs }
    const start = async (): Promise<ServerUnderTest> => ({
      connector: { ...server, username: ODOO_USERNAME, apiKey: ODOO_API_KEY },
      admin: { ...server, username: ODOO_ADMIN_USERNAME ?? ODOO_USERNAME, apiKey: ODOO_ADMIN_KEY ?? ODOO_API_KEY },
      majorVersion,
      close: async () => undefined,
    })
    odooContract(`real ${majorVersion} over ${transport}`, start)
    feedContract(`real ${majorVersion} over ${transport}`, start)
  }
}
