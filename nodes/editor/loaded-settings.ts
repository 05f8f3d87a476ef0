import { liftSettings, type Migration, type Settings } from '../kit/lift-settings.ts'

/** Each setting as the flow holds it, as JSON; undefined where the flow lacks it. */
export type SettingTexts = Readonly<Record<string, string | undefined>>
/** The settings of a type, with the value that a new node gets. */
export type Defaults = Readonly<Record<string, { readonly value?: unknown }>>

/**
 * What has to be changed in a node that the editor has loaded, so that its dialog shows what the flow means: settings are lifted as
 * they are when the node starts, and one that the flow lacks has the value that the node takes then, its default.
 */
export function loadedSettings(texts: SettingTexts, defaults: Defaults, migrations: readonly Migration[]): Settings {
  const names = Object.keys(defaults)
  const saved = Object.fromEntries(names.flatMap((name) => settingOf(name, texts[name])))
  // Settings of a later release stay as they are; the node says what is wrong when it starts.
  const lifted = liftSettings(saved, migrations) ?? saved
  const missing = names.filter((name) => lifted[name] === undefined && !isVariable(defaults[name]?.value))
  return Object.fromEntries([
    ...names.filter((name) => JSON.stringify(lifted[name]) !== JSON.stringify(saved[name])).map((name) => [name, lifted[name]]),
    ...missing.map((name) => [name, structuredClone(defaults[name]?.value)]),
  ]) as Settings
}

function settingOf(name: string, text: string | undefined): [string, unknown][] {
  return text === undefined ? [] : [[name, JSON.parse(text)]]
}

/** `${VARIABLE}` is offered to new nodes only: one without the setting does not read the variable. */
function isVariable(value: unknown): boolean {
  return typeof value === 'string' && value.startsWith('${')
}
