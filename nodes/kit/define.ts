import type { Node, NodeAPI, NodeDef } from 'node-red'
import { SyncError } from '../../src/base/error/sync-error.ts'
import type { Say } from '../../src/base/text/say.ts'
import { endBadly } from './end-badly.ts'
import { failedBuilds } from './failed-build.ts'
import { liftSettings, type Migration, type Settings } from './lift-settings.ts'
import { nodeError } from './node-error.ts'
import { onClose } from './on-close.ts'
import { textsFor } from './texts.ts'
import { whenStarted } from './when-started.ts'

/** What a node is built from. `config` is in the form of this release, and unknown until it is read through the setting functions. */
export interface Building {
  readonly RED: NodeAPI
  readonly node: Node
  readonly config: Settings
  readonly say: Say
}

/**
 * Registers a node type, with the migrations of its settings when it has some. A build that throws leaves the node in place with a
 * red status and an error in the log that a Catch node cannot miss; the other nodes of the flow start all the same.
 */
export function defineNode(
  RED: NodeAPI,
  type: string | { readonly name: string; readonly migrations: readonly Migration[] },
  build: (building: Building) => void,
  options: { credentials?: Record<string, { type: 'text' | 'password' }> } = {},
): void {
  const { name, migrations } = typeof type === 'string' ? { name: type, migrations: [] } : type
  const say = textsFor(languageOf(RED))
  function Constructor(this: Node, config: NodeDef): void {
    RED.nodes.createNode(this, config)
    try {
      build({ RED, node: this, config: lifted(config as NodeDef & Record<string, unknown>, name, migrations), say })
    } catch (error) {
      failBuild(RED, this, error, say)
    }
  }
  RED.nodes.registerType(name, Constructor, options)
}

/** Throws SETTINGS_NEWER when a later release has saved the settings. */
function lifted(saved: Settings, node: string, migrations: readonly Migration[]): Settings {
  const settings = liftSettings(saved, migrations)
  if (settings !== undefined) return settings
  throw new SyncError('SETTINGS_NEWER', { node, found: String(saved['settingsVersion']), known: migrations.length })
}

/** Shows that a node cannot work as configured; every message to it fails with the same words. */
function failBuild(RED: NodeAPI, node: Node, error: unknown, say: Say): void {
  const failure = nodeError(error, say)
  failedBuilds.set(node, error instanceof Error ? error : failure)
  const show = (): void => node.status({ fill: 'red', shape: 'ring', text: failure.code })
  show()
  // Catch and Status nodes hear only what is said when all nodes are there, and only an error that comes with a message.
  const callOff = whenStarted(RED, () => {
    show()
    node.error(failure, { topic: node.type, payload: [] })
  })
  onClose(node, async () => callOff())
  node.on('input', (message, _send, done) => {
    void endBadly(node, message, error, failure, done)
  })
}

/**
 * The language of the server, in which everything is said that is not said to a viewer of the editor: as Node-RED itself finds it, from
 * `lang` in its settings, else from the first of LC_ALL, LC_MESSAGES and LANG that is there. Undefined when that names no language, as
 * `C.UTF-8` of many servers and containers: then English is spoken.
 */
export function languageOf(RED: { readonly settings: object }, environment: NodeJS.ProcessEnv = process.env): string | undefined {
  const language: unknown = 'lang' in RED.settings ? RED.settings.lang : undefined
  if (typeof language === 'string' && language !== '') return languageTag(language)
  const named = ['LC_ALL', 'LC_MESSAGES', 'LANG'].find((name) => environment[name] !== undefined)
  return named === undefined ? undefined : languageTag(environment[named]?.slice(0, 2) ?? '')
}

/** A language as `Intl` takes it, which throws a RangeError at every other text: `de-AT` for `de_AT.UTF-8`, undefined for `C`. */
function languageTag(name: string): string | undefined {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf((name.split(/[.@]/, 1)[0] ?? '').replaceAll('_', '-'))[0]
  } catch {
    return undefined
  }
}
