import { createHash } from 'node:crypto'

/** A node as the flow file has it. */
export interface FlowConfig {
  readonly id: string
  readonly type: string
  readonly [property: string]: unknown
}

/** The part of Node-RED that knows every node of the flow. */
interface FlowNodes {
  eachNode(visit: (node: FlowConfig) => void): void
}

/** What changes nothing about the numbers: where a node is drawn, and what it is called. */
const drawing: ReadonlySet<string> = new Set(['x', 'y', 'w', 'h', 'g', 'l', 'name', 'info', 'icon'])
/** Nodes that only show something. */
const onlookers: ReadonlySet<string> = new Set(['debug', 'comment', 'group', 'tab', 'status', 'catch', 'complete'])

/**
 * A fingerprint of a node and everything behind it: the nodes that its messages can reach by wires, links and subflows, and
 * the configuration nodes they use. When it changes, what was sent before may have to become other numbers.
 */
export function flowShape(nodes: FlowNodes, nodeId: string): string {
  const all = new Map<string, FlowConfig>()
  nodes.eachNode((node) => void all.set(node.id, node))
  const reached = new Set<string>()
  const open = [nodeId]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const node = all.get(id)
    if (node === undefined || reached.has(id) || onlookers.has(node.type)) continue
    reached.add(id)
    open.push(...nextOf(node, all))
  }
  const shown = [...reached].toSorted().map((id) => shapeOf(all.get(id) ?? {}))
  return createHash('sha256').update(JSON.stringify(shown)).digest('base64url').slice(0, 22)

  /** A wire to a node that only shows something changes nothing either. */
  function shapeOf({ wires, ...rest }: Partial<FlowConfig>): unknown[] {
    const outputs = Array.isArray(wires) ? wires : []
    const going = outputs.map((output: unknown) => (Array.isArray(output) ? output.filter((id) => reached.has(id)) : []))
    return [going, ...Object.entries(rest).filter(([name]) => !drawing.has(name))]
  }
}

function nextOf(node: FlowConfig, all: ReadonlyMap<string, FlowConfig>): string[] {
  const { type, wires, links, ...rest } = node
  const wired = Array.isArray(wires) ? wires.flat() : []
  const linked = type === 'link out' && Array.isArray(links) ? links : []
  const used = Object.values(rest).filter((value) => typeof value === 'string' && isConfig(all.get(value)))
  const subflow = type.startsWith('subflow:') ? type.slice('subflow:'.length) : undefined
  const inside = subflow === undefined ? [] : [...all].filter(([, one]) => one['z'] === subflow).map(([id]) => id)
  return [...wired, ...linked, ...used, ...inside].filter((id) => typeof id === 'string')
}

function isConfig(node: FlowConfig | undefined): boolean {
  return node !== undefined && node['x'] === undefined && node['wires'] === undefined && node.type !== 'tab'
}
