import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { deliveryCommandSchema } from '../../nodes/shopify-inventory-set/delivery-command.ts'
import { requestOf } from '../../nodes/odoo-quant-watch/watch-request.ts'
import { checkJobCommand } from '../../src/rules/jobs/job-command.ts'
import { compile } from '../../src/base/messages/compile.ts'
import { checkLinkCommand } from '../../src/rules/link/link-command.ts'
import { checkReconcileCommand } from '../../src/engine/reconcile/command.ts'

const root = new URL('../../', import.meta.url)
const isDeliveryCommand = compile<object>(deliveryCommandSchema)
const checks = {
  delivery: (payload: unknown) => assert.ok(isDeliveryCommand(payload), JSON.stringify(isDeliveryCommand.errors)),
  job: (payload: unknown) => void checkJobCommand(payload),
  link: (payload: unknown) => void checkLinkCommand(payload),
  reconcile: (payload: unknown) => void checkReconcileCommand(payload),
  watch: (payload: unknown) => assert.notEqual(requestOf(payload).what, 'changes', 'is taken for a plain poll'),
} as const

const help = (language: string, node: string): string => `locales/${language}/${node}.html`
const languages = ['en-US', 'de', 'es-ES', 'fr', 'ja']
/** Where messages to nodes are quoted, and who is to understand them. */
const places: readonly (readonly [file: string, understood: readonly (keyof typeof checks)[]])[] = [
  ['docs/delivery.md', ['delivery', 'job']],
  ['docs/reconcile.md', ['reconcile']],
  ...languages.flatMap((language): (readonly [string, readonly (keyof typeof checks)[]])[] => [
    [help(language, 'shopify-inventory-set'), ['delivery']],
    [help(language, 'failed-job-store'), ['job']],
    [help(language, 'product-link'), ['link']],
    [help(language, 'reconcile-diff'), ['reconcile']],
    [help(language, 'odoo-quant-watch'), ['watch']],
  ]),
]

describe('messages that the documentation quotes', () => {
  for (const [file, understood] of places) {
    it(`are understood as they stand: ${file}`, () => {
      const quoted = [...readFileSync(new URL(file, root), 'utf8').matchAll(/`(\{"[^`]*\})`/g)].map(([, json = '']) => json)
      // What holds an ellipsis is a pattern; an ellipsis as a text stands for any text.
      const messages = quoted.filter((json) => !json.includes('{…}'))
      assert.ok(messages.length > 0, 'quotes nothing')
      for (const json of messages) {
        const payload: unknown = JSON.parse(json)
        const refusals = understood.flatMap((name) => refusalOf(checks[name], payload) ?? [])
        assert.ok(refusals.length < understood.length, `${json}: ${refusals.join('; ')}`)
      }
    })
  }
})

function refusalOf(check: (payload: unknown) => void, payload: unknown): string | null {
  try {
    check(payload)
    return null
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
