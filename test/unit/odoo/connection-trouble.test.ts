import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { SyncError, type ErrorValues } from '../../../src/base/error/sync-error.ts'
import { connectionTroubles, troubleOf } from '../../../src/adapters/odoo/connection-trouble.ts'
import type { ErrorCode } from '../../../src/base/error/catalogue.ts'

describe('what can be wrong with a connection', () => {
  const told: readonly [code: ErrorCode, values: ErrorValues, trouble: string | undefined][] = [
    ['ODOO_UNREACHABLE', { network: 'ENOTFOUND' }, 'host-unknown'],
    ['ODOO_UNREACHABLE', { network: 'EAI_AGAIN' }, 'host-unknown'],
    ['ODOO_UNREACHABLE', { network: 'EHOSTUNREACH' }, 'nothing-listens'],
    ['ODOO_UNREACHABLE', { network: 'UND_ERR_SOCKET' }, 'cut-off'],
    ['ODOO_TLS_REFUSED', { network: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' }, 'certificate-unknown'],
    ['ODOO_TLS_REFUSED', { network: 'CERT_NOT_YET_VALID' }, 'certificate-expired'],
    ['ODOO_TLS_REFUSED', { network: 'ERR_SSL_WRONG_VERSION_NUMBER' }, 'no-tls'],
    ['ODOO_NOT_ODOO', { status: 407, detail: 'HTTP 407 Proxy' }, 'proxy-login'],
    ['ODOO_BUSY', { detail: 'could not serialize access' }, undefined],
    ['CONFIG_MISSING', { setting: 'url', node: 'odoo-connection' }, undefined],
    ['CONFIG_INVALID', { setting: 'timeout', node: 'odoo-connection' }, undefined],
    ['CONFIG_MISSING', { setting: 'database' }, undefined],
    ['STORE_FULL', {}, undefined],
  ]
  for (const [code, values, trouble] of told) {
    it(`tells ${code} with ${JSON.stringify(values)} as ${trouble ?? 'what the code says'}`, () => {
      assert.equal(troubleOf(new SyncError(code, values)), trouble)
    })
  }

  for (const language of ['en-US', 'de']) {
    it(`has a sentence and a cure of its own for each: ${language}`, () => {
      const file = new URL(`../../../locales/${language}/check.json`, import.meta.url)
      const sentences: Record<string, { text: string; cure: string }> = JSON.parse(readFileSync(file, 'utf8'))
      assert.deepEqual(Object.keys(sentences), [...connectionTroubles])
      const all = Object.values(sentences)
      assert.equal(new Set(all.map(({ text }) => text)).size, all.length)
      assert.equal(new Set(all.map(({ cure }) => cure)).size, all.length)
    })
  }
})
