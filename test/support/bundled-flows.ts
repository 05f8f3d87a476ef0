import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './node-red-install.ts'
import type { FlowNode } from './node-red.ts'

/** File names of the flows that come with the package. */
export function bundledFlowFiles(): string[] {
  return readdirSync(join(root, 'flows')).filter((file) => file.endsWith('.json'))
}

export function bundledFlow(file: string): FlowNode[] {
  return JSON.parse(readFileSync(join(root, 'flows', file), 'utf8'))
}
