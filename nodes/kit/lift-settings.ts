/** The settings of a node as a flow holds them. */
export type Settings = Readonly<Record<string, unknown>>

/**
 * Lifts settings by one version: what they meant to the release that saved them, in the words of the next one. Takes and gives
 * whole settings, keeps what it does not know, and must not fail: a flow that was written by hand may hold anything.
 */
export type Migration = (settings: Settings) => Settings

/**
 * The settings of a flow in the form of this release. `settingsVersion` counts the migrations that they have been through; a flow
 * from before there were any has none. Undefined when a later release has saved them, because what it changed cannot be known.
 */
export function liftSettings(saved: Settings, migrations: readonly Migration[]): Settings | undefined {
  const found = saved['settingsVersion'] ?? 0
  if (typeof found !== 'number' || !Number.isInteger(found) || found < 0 || found > migrations.length) return undefined
  if (found === migrations.length) return saved
  return { ...migrations.slice(found).reduce((settings, migrate) => migrate(settings), saved), settingsVersion: migrations.length }
}
