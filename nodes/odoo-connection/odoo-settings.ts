import type { OdooSettings } from '../../src/adapters/odoo/settings.ts'
import { numberSetting, requiredSetting, textSetting } from '../kit/setting.ts'

const type = 'odoo-connection'
const transports = ['json-2', 'json-rpc', 'xml-rpc'] as const

/** The environment variable that stands in for an empty API key. */
export const keyVariable = 'ODOO_API_KEY'

/** Reads the settings of an odoo-connection; the API key is asked for when everything before it is there. */
export function odooSettings(config: Readonly<Record<string, unknown>>, apiKey: () => string): OdooSettings {
  const companyIds = textSetting(config['companies'])
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => numberSetting(part, type, 'companies', 0, 1))
  const transport = transports.find((one) => one === textSetting(config['transport'])) ?? 'auto'
  return {
    url: requiredSetting(config['url'], type, 'url'),
    database: requiredSetting(config['database'], type, 'database'),
    username: requiredSetting(config['username'], type, 'username'),
    apiKey: requiredSetting(apiKey(), type, 'apiKey'),
    transport,
    timeoutMs: numberSetting(config['timeout'], type, 'timeout', 30, 1, 3600) * 1000,
    ...(companyIds.length === 0 ? {} : { companyIds }),
  }
}
