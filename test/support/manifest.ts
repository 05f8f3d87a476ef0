import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './node-red-install.ts'

/** The parts of package.json that the package tests look at. */
export interface Manifest {
  readonly name: string
  readonly version: string
  readonly description: string
  readonly license: string
  readonly keywords: readonly string[]
  readonly repository?: { readonly url: string }
  readonly engines: { readonly node: string }
  readonly dependencies: Readonly<Record<string, string>>
  readonly devDependencies: Readonly<Record<string, string>>
  readonly scripts: Readonly<Record<string, string>>
  readonly 'node-red': { readonly version: string; readonly nodes: Readonly<Record<string, string>> }
}

/** package.json of a folder; of the project when none is given. */
export function manifest(folder = root): Manifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
}

/** Names of the nodes of the package. */
export function nodeNames(): string[] {
  return Object.keys(manifest()['node-red'].nodes)
}
