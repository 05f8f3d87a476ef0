import type { Node, NodeAPI } from 'node-red'
import type { Say } from '../../src/base/text/say.ts'
import { isNamedRow } from '../../src/rules/map/check-map.ts'
import { lintMaps } from '../../src/rules/map/lint-maps.ts'
import type { NamedRow } from '../../src/rules/map/location-map.ts'
import { envSetting } from '../kit/env.ts'
import { whenStarted } from '../kit/when-started.ts'
import { type FlowNode, type Flows, mapsOf } from './flow-maps.ts'

/** Pairs of maps that have been told, so that a deploy tells each once and not by both. */
const told = new Set<string>()

/**
 * Once the flows run, tells what a map has to do with other maps: warnings in the log and the debug sidebar, the rest in the log.
 * `warned` hears whether there was a warning. Returns a function that calls it off, and lets the next deploy tell it again.
 */
export function tellOtherMaps(RED: NodeAPI, node: Node, say: Say, warned: () => void): () => void {
  const callOff = whenStarted(RED, () => {
    try {
      const flows = runningFlows(RED.nodes, (one, variable) => envSetting(RED, one, variable))
      const maps = mapsOf(flows, (row): row is NamedRow => isNamedRow(row))
      const own = maps.find(({ id }) => id === node.id)
      if (own === undefined) return
      const findings = lintMaps(
        own,
        maps.filter((map) => map !== own),
        say,
      )
      for (const { severity, text, cure, otherId } of findings) {
        if (!told.has(pairOf(otherId))) {
          if (severity === 'note') node.log(`${text} – ${cure}`)
          else node.warn(`${text} – ${cure}`)
        }
      }
      for (const { otherId } of findings) told.add(pairOf(otherId))
      if (findings.some(({ severity }) => severity !== 'note')) warned()
    } catch (error) {
      node.debug(error)
    }
  })
  return () => {
    callOff()
    for (const pair of told) if (pair.split(' ').includes(node.id)) told.delete(pair)
  }

  function pairOf(otherId: string): string {
    return [node.id, otherId].toSorted().join(' ')
  }
}

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
