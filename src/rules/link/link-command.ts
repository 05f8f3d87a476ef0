import type { FromSchema } from 'json-schema-to-ts'
import { SyncError } from '../../base/error/sync-error.ts'
import { largestId } from '../../base/messages/bounds.ts'
import { compile } from '../../base/messages/compile.ts'
import { checkPayload } from '../../base/messages/violation.ts'
import { sentence } from '../../base/text/say.ts'

/** What product-link can be asked to do, by message or from its dialog (requirement 1.4). */
export const linkCommandSchema = {
  $id: 'link-command',
  title: 'Command to product-link',
  type: 'object',
  required: ['action'],
  properties: {
    action: { enum: ['scan', 'link', 'unlink', 'report', 'export', 'import'] },
    full: { type: 'boolean', description: 'scan: false reads only what changed; true, or nothing said, reads both catalogues.' },
    inventoryItemId: { type: 'string', minLength: 1 },
    variantId: { type: 'string', minLength: 1 },
    sku: { type: 'string', minLength: 1, description: 'SKU of the variant in Shopify.' },
    odooProductId: { type: 'integer', minimum: 1, maximum: largestId, description: 'Id of the product.product record.' },
    odooSku: { type: 'string', minLength: 1, description: 'Internal reference of the Odoo product.' },
    override: {
      type: 'boolean',
      description: 'link, import: also when a SKU or barcode points at another product, or a side is linked already; the other link ends.',
    },
    keepApart: { type: 'boolean', description: 'unlink: false lets the next match link the item again.' },
    format: { enum: ['csv', 'json'], description: 'export, import: csv when nothing is said.' },
    file: { type: 'string', description: 'import: the file as one text.' },
    partial: { type: 'boolean', description: 'import: true stores the rows that are right even when others are wrong.' },
  },
  additionalProperties: false,
} as const

export type LinkCommand = FromSchema<typeof linkCommandSchema>

const validate = compile<LinkCommand>(linkCommandSchema)

/** What each action cannot do without; one of each list. */
const needs: Readonly<Partial<Record<LinkCommand['action'], readonly (readonly (keyof LinkCommand)[])[]>>> = {
  link: [
    ['inventoryItemId', 'variantId', 'sku'],
    ['odooProductId', 'odooSku'],
  ],
  unlink: [['inventoryItemId', 'variantId', 'sku', 'odooProductId']],
  import: [['file']],
}

/** Checks a command. Throws MESSAGE_MALFORMED naming the field. */
export function checkLinkCommand(payload: unknown): LinkCommand {
  const command = checkPayload(payload, validate)
  for (const names of needs[command.action] ?? []) {
    if (names.some((name) => command[name] !== undefined)) continue
    const [first] = names
    const problem =
      names.length === 1 ? sentence('finding.field.missing') : sentence('finding.field.needs-one', { names: names.join(', ') })
    throw new SyncError('MESSAGE_MALFORMED', { field: names.length === 1 ? `payload.${first}` : 'payload', problem })
  }
  return command
}
