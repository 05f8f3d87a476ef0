import type { Migration } from '../kit/lift-settings.ts'
import { loadedSettings, type Defaults, type SettingTexts } from './loaded-settings.ts'

/** A node of the editor. `_config` has what the flow holds; a node that is new has none. */
interface LoadedNode {
  readonly type: string
  readonly _config?: SettingTexts
  readonly _def?: { readonly defaults?: Defaults }
  [setting: string]: unknown
}

/**
 * Makes the dialogs of a type show what older flows mean, when the editor loads or imports them. Without that, a check box that came
 * with a later release would be shown as off, and *Done* would switch it off. An import has filled in today's defaults before this
 * is called; what the flow itself means goes before them.
 */
export function keepMeaning(type: string, migrations: readonly Migration[] = []): void {
  const seen = new WeakSet<object>()
  RED.events.on('nodes:add', (added) => {
    const node: LoadedNode = added
    // An undo adds a node once more, with what was changed in the meantime.
    if (node.type !== type || node._config === undefined || seen.has(node._config)) return
    seen.add(node._config)
    Object.assign(node, loadedSettings(node._config, node._def?.defaults ?? {}, migrations))
  })
}
