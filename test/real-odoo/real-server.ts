import type { OdooSettings } from '../../src/adapters/odoo/settings.ts'

/** The server that the environment names. */
export interface RealServer {
  readonly url: string
  readonly database: string
  readonly connector: OdooSettings
  /** An administrator, in the company of the connector only. */
  readonly admin: OdooSettings
  readonly transports: readonly ('xml-rpc' | 'json-rpc' | 'json-2')[]
  readonly lateSeconds: number
  /** Beginning of the file names for the figures. */
  readonly report: string | undefined
}

/** Throws with the name of the first variable that is missing. */
export function realServer(env: NodeJS.ProcessEnv): RealServer {
  const needed = (name: string): string => {
    const value = env[name]
    if (value === undefined || value === '') throw new Error(`${name} is not set; see docs/odoo.md`)
    return value
  }
  const lateSeconds = Number(env['ODOO_LATE_SECONDS'] ?? 20)
  const [url, database] = [needed('ODOO_URL'), needed('ODOO_DB')]
  const place = { url, database, transport: 'auto', companyIds: [Number(env['ODOO_COMPANY'] ?? 1)] } as const
  return {
    url,
    database,
    connector: { ...place, username: needed('ODOO_USERNAME'), apiKey: needed('ODOO_API_KEY'), timeoutMs: 30_000 },
    admin: { ...place, username: needed('ODOO_ADMIN_USERNAME'), apiKey: needed('ODOO_ADMIN_KEY'), timeoutMs: (lateSeconds + 60) * 1000 },
    transports: env['ODOO_TRANSPORTS'] === undefined ? ['xml-rpc'] : chosen(env['ODOO_TRANSPORTS']),
    lateSeconds,
    report: env['ODOO_REPORT'],
  }
}

function chosen(text: string): ('xml-rpc' | 'json-rpc' | 'json-2')[] {
  return (['xml-rpc', 'json-rpc', 'json-2'] as const).filter((one) => text.split(',').includes(one))
}
