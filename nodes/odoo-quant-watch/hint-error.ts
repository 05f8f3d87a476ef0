import { describeError } from '../../src/base/error/describe.ts'
import { SyncError } from '../../src/base/error/sync-error.ts'
import type { Say } from '../../src/base/text/say.ts'
import { NodeError } from '../kit/node-error.ts'

/** Why the rule could not be set up in Odoo, with what to do instead; anything else is given back as it is. */
export function hintError(error: unknown, say: Say): unknown {
  const reason = error instanceof SyncError ? reasonOf(error) : undefined
  if (reason === undefined) return error
  const failure = describeError(error, say, new Date().toISOString())
  return new NodeError({ ...failure, text: say(`hint.${reason}.text`), cure: say(`hint.${reason}.cure`) })
}

function reasonOf({ code, values }: SyncError): string | undefined {
  if (code === 'ODOO_RIGHTS_MISSING') return 'no-rights'
  return code === 'ODOO_REFUSED' && values['model'] === 'base.automation' ? 'no-rules' : undefined
}
