import { describeError } from '../../src/base/error/describe.ts'
import { SyncError } from '../../src/base/error/sync-error.ts'
import { troubleOf } from '../../src/adapters/odoo/connection-trouble.ts'
import type { Say } from '../../src/base/text/say.ts'
import { NodeError } from '../kit/node-error.ts'

/**
 * What the connection test says: finer than the sentence of the code, and without "it is tried again", because in a dialog
 * somebody waits. Anything that is not known here is given back as it is.
 */
export function checkError(error: unknown, say: Say): unknown {
  const trouble = error instanceof SyncError ? troubleOf(error) : undefined
  if (trouble === undefined) return error
  const failure = describeError(error, say, new Date().toISOString())
  const told = (part: 'text' | 'cure'): string => say(`check.${trouble}.${part}`, failure.values).replace(/__\w+?__/g, '?')
  return new NodeError({ ...failure, text: told('text'), cure: told('cure') })
}
