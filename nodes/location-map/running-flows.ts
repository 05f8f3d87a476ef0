import type { Node } from 'node-red'
import type { FlowNode, Flows } from './flow-maps.ts'

/** The part of Node-RED that knows every node of the flows. */
interface DeployedNodes {
  eachNode(visit: (node: { readonly id: string; readonly type: string }) => void): void
  getNode(id: string): Node | null
}

/** All flows as they are deployed; `environment` looks a variable up as a node sees it. */
export function runningFlows(nodes: DeployedNodes, environment: (node: Node, variable: string) => string): Flows {
  const all = new Map<string, FlowNode>()
  nodes.eachNode((node) => void all.set(node.id, { ...node }))
  const find = (id: unknown): FlowNode | undefined => (typeof id === 'string' ? all.get(id) : undefined)
  return {
    nodes: [...all.values()],
    find,
    next(id) {
      const node = find(id)
      const wires: unknown = node?.['wires']
      return [...idsIn(Array.isArray(wires) ? wires.flat() : []), ...(node?.type === 'link out' ? idsIn(node['links']) : [])]
    },
    setting(node, property) {
      const typed = node[property]
      const text = typeof typed === 'string' ? typed.trim() : ''
      const variable = /^\$\{([^${}\s]+)\}$/.exec(text)?.[1]
      const built = variable === undefined ? null : nodes.getNode(node.id)
      const value = variable === undefined || built === null ? '' : environment(built, variable)
      return value === '' ? text : value
    },
  }
}

function idsIn(list: unknown): string[] {
  return Array.isArray(list) ? list.filter((id): id is string => typeof id === 'string') : []
}
