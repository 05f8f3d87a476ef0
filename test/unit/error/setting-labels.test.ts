import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { textsFor } from '../../../nodes/kit/texts.ts'
import { describeError } from '../../../src/base/error/describe.ts'
import { settingLabels } from '../../../src/base/error/setting-labels.ts'
import { SyncError } from '../../../src/base/error/sync-error.ts'
import { root } from '../../support/node-red-install.ts'

const label = /<label for="node-(?:config-)?input-(\w+)">.*?data-i18n="(?:\[\w+\])?([\w.-]+)"/g
const nodes = readdirSync(join(root, 'nodes')).filter((name) => existsSync(join(root, 'nodes', name, `${name}.html`)))

describe('a setting in an error', () => {
  for (const node of nodes) {
    it(`has the label of the dialog: ${node}`, () => {
      const say = textsFor('en-US')
      for (const [, setting = '', key = ''] of readFileSync(join(root, 'nodes', node, `${node}.html`), 'utf8').matchAll(label)) {
        if (setting === 'name') continue
        const found = settingLabels(node, setting).find((one) => say(`dialog.${one}`) !== `dialog.${one}`)
        assert.equal(found, key, setting)
      }
    })
  }

  it('has it in the language of who reads, and its own name where no dialog knows it', () => {
    const text = (language: string, setting: string): string =>
      describeError(new SyncError('CONFIG_MISSING', { setting, node: 'odoo-connection' }), textsFor(language), '2026-03-01T10:04:07Z').text
    assert.equal(text('de', 'apiKey'), 'Die Einstellung API-Schlüssel fehlt')
    assert.equal(text('en-US', 'timeout'), 'The setting Timeout is missing')
    assert.equal(text('en-US', 'elsewhere'), 'The setting elsewhere is missing')
  })
})
