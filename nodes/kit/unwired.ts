import type { Node, NodeAPI } from 'node-red'
import type { FailedLine } from '../../src/base/messages/failed.ts'
import type { Say } from '../../src/base/text/say.ts'
import { NodeError } from './node-error.ts'
import { outputLeads } from './wired.ts'

/** Causes that are remembered as told; then it begins anew. */
const toldAtMost = 1000

/** The output by which failures leave a node. */
export interface FailureOutput {
  /** Whether it leads to a node. */
  leads(): boolean
  /** A status that says so when it does not. */
  status(text: string): string
  /**
   * Failures that left by an output that leads nowhere go to Catch nodes and the log instead, one for each cause. For nodes
   * that know no store: in the others a job keeps them.
   */
  tell(lines: readonly FailedLine[]): void
}

export function failureOutput(RED: NodeAPI, node: Node, say: Say, output: number): FailureOutput {
  const told = new Set<string>()
  const leads = (): boolean => outputLeads(RED, node, output)
  return {
    leads,
    status: (text) => (leads() ? text : say('status.unwired', { text })),
    tell(lines) {
      if (lines.length === 0 || leads()) return
      for (const line of lines) {
        if (told.has(line.text)) continue
        if (told.size >= toldAtMost) told.clear()
        told.add(line.text)
        node.error(new NodeError(line), { topic: node.type, payload: [line] })
      }
    },
  }
}
