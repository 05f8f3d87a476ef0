import type { Node, NodeAPI } from 'node-red'
import { textSetting } from './setting.ts'

/**
 * A credential as typed in the dialog or, when it is empty or names an environment variable that is not set, the environment
 * variable of that name (flow, group, process).
 */
export function secretSetting(RED: NodeAPI, node: Node, typed: unknown, variable: string): string {
  const text = textSetting(typed)
  return text === '' ? envSetting(RED, node, variable) : text
}

/** An environment variable with the precedence of the editor: group, flow, process. Empty when not set. */
export function envSetting(RED: NodeAPI, node: Node, variable: string): string {
  const value: unknown = RED.util.evaluateNodeProperty(variable, 'env', node, {})
  return typeof value === 'string' && value !== `\${${variable}}` ? value : ''
}
