import { SyncError } from '../../../base/error/sync-error.ts'
import { isPlainObject } from '../../../base/plain-object.ts'
import { readJson } from '../../../base/table/read-json.ts'
import type { Say } from '../../../base/text/say.ts'
import type { ReadRules } from './buffer-file.ts'
import type { KeptRules } from './kept-rules.ts'
import { readRules } from './read-rules.ts'

/** The rules of a buffer as the JSON of a flow has them. */
export function rulesAsJson(rules: KeptRules): string {
  return `${JSON.stringify(rules, null, 2)}\n`
}

/**
 * Reads the rules of a buffer from JSON: the rules alone, a buffer node of a flow, which has them as `rules`, or an exported flow
 * with one such node. Throws MESSAGE_MALFORMED when it is no JSON, or a flow with none or several.
 */
export function rulesFromJson(file: string, say: Say): ReadRules {
  const parsed = readJson(file, say)
  const nodes: readonly unknown[] = Array.isArray(parsed) ? parsed.filter(isBuffer) : [parsed]
  if (nodes.length !== 1) {
    const problem = say('finding.field.one-node', { type: 'buffer', count: nodes.length })
    throw new SyncError('MESSAGE_MALFORMED', { field: 'file', problem })
  }
  const [node] = nodes
  return readRules(isPlainObject(node) && 'rules' in node ? node['rules'] : node, say)
}

function isBuffer(node: unknown): boolean {
  return isPlainObject(node) && node['type'] === 'buffer'
}
