import type { Node, NodeAPI } from 'node-red'

/** The nodes of a flow as they are deployed. */
type Deployed = ReadonlyMap<string, Readonly<Record<string, unknown>>>

/**
 * Whether what leaves by an output reaches a node: by wires, links and junctions, past what is switched off. `passedBy`:
 * types that do not count as one. The wires are read anew each time: a deploy can change them without building the node anew.
 */
export function outputLeads(RED: NodeAPI, node: Node, output: number, passedBy: readonly string[] = []): boolean {
  const wires: unknown = 'wires' in node ? node.wires : undefined
  if (!Array.isArray(wires)) return true
  const first: unknown = wires[output]
  const open = idsIn(first)
  if (open.length === 0) return false
  const all = deployed(RED)
  const seen = new Set<string>()
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const next = all.get(id)
    // Inside a subflow nodes have other ids than in the file.
    if (next === undefined) return true
    if (seen.has(id) || isOff(next, all)) continue
    seen.add(id)
    if (next['type'] === 'junction') open.push(...idsIn(Array.isArray(next['wires']) ? next['wires'].flat() : []))
    else if (next['type'] !== 'link out') {
      if (!passedBy.includes(String(next['type']))) return true
    } else if (next['mode'] === 'return') return true
    else open.push(...idsIn(next['links']).flatMap((link) => idsIn(flatWires(all.get(link)))))
  }
  return false
}

function deployed(RED: NodeAPI): Deployed {
  const all = new Map<string, Readonly<Record<string, unknown>>>()
  RED.nodes.eachNode((node) => void all.set(node.id, { ...node }))
  return all
}

function isOff(node: Readonly<Record<string, unknown>>, all: Deployed): boolean {
  const tab = typeof node['z'] === 'string' ? all.get(node['z']) : undefined
  return node['d'] === true || tab?.['disabled'] === true
}

function flatWires(node: Readonly<Record<string, unknown>> | undefined): unknown {
  return Array.isArray(node?.['wires']) ? node['wires'].flat() : []
}

function idsIn(list: unknown): string[] {
  return Array.isArray(list) ? list.filter((id): id is string => typeof id === 'string') : []
}
