import type { Node, NodeAPI } from 'node-red'

/** A credential as typed in the dialog or, when left empty, the environment variable of that name (flow, group, process). */
export function secretSetting(RED: NodeAPI, node: Node, typed: unknown, variable: string): string {
  if (typeof typed === 'string' && typed !== '' && typed !== `\${${variable}}`) return typed
  return envSetting(RED, node, variable)
}

/** An environment variable with the precedence of the editor: group, flow, process. Empty when not set. */
export function envSetting(RED: NodeAPI, node: Node, variable: string): string {
  const value: unknown = RED.util.evaluateNodeProperty(variable, 'env', node, {})
  return typeof value === 'string' && value !== `\${${variable}}` ? value : ''
}
