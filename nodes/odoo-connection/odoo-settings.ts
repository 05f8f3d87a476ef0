import type { Node, NodeAPI } from 'node-red'
import type { OdooSettings } from '../../src/odoo/settings.ts'
import { secretSetting } from '../kit/env.ts'
import { numberSetting, requiredSetting, textSetting } from '../kit/setting.ts'

const type = 'odoo-connection'

/** Reads the settings of an odoo-connection; the API key falls back to the environment variable ODOO_API_KEY. */
export function odooSettings(RED: NodeAPI, node: Node, config: Readonly<Record<string, unknown>>, apiKey: unknown): OdooSettings {
  const companyIds = textSetting(config['companies'])
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => numberSetting(part, type, 'companies', 0, 1))
  const transport = textSetting(config['transport'])
  return {
    url: requiredSetting(config['url'], type, 'url'),
    database: requiredSetting(config['database'], type, 'database'),
    username: requiredSetting(config['username'], type, 'username'),
    apiKey: requiredSetting(secretSetting(RED, node, apiKey, 'ODOO_API_KEY'), type, 'apiKey'),
    transport: transport === 'json-2' || transport === 'xml-rpc' ? transport : 'auto',
    timeoutMs: numberSetting(config['timeout'], type, 'timeout', 30, 1, 3600) * 1000,
    ...(companyIds.length === 0 ? {} : { companyIds }),
  }
}
