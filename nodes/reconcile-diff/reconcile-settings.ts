import type { ReconcileCommand } from '../../src/engine/reconcile/command.ts'
import type { Tolerance } from '../../src/rules/reconcile/compare-level.ts'
import { numberSetting, textSetting } from '../kit/setting.ts'

export const type = 'reconcile-diff'

/** The form of a report. */
export type ReportFormat = NonNullable<ReconcileCommand['format']>

const formats: readonly ReportFormat[] = ['lines', 'html', 'csv', 'json']

/** The settings of a node that need no other node. */
export interface ReconcileSettings {
  readonly tolerance: Tolerance
  readonly dryRun: boolean
  /** Cron expression; empty: only when asked. */
  readonly schedule: string
  readonly timezone: string
  /** Whether levels that nobody asked for are compared at once, or belong to live sync. */
  readonly unasked: 'compare' | 'ignore'
  readonly format: ReportFormat
  /** Lines of one report message at most. */
  readonly limit: number
}

/** Reads the settings. Throws CONFIG_INVALID naming the field. */
export function reconcileSettings(config: Readonly<Record<string, unknown>>): ReconcileSettings {
  const units = limitOf(config, 'toleranceUnits')
  const percent = limitOf(config, 'tolerancePercent', 100)
  return {
    tolerance: { ...(units === undefined ? {} : { units }), ...(percent === undefined ? {} : { percent }) },
    dryRun: config['dryRun'] !== false,
    schedule: textSetting(config['schedule']),
    timezone: textSetting(config['timezone']),
    unasked: textSetting(config['unasked']) === 'ignore' ? 'ignore' : 'compare',
    format: formats.find((format) => format === config['format']) ?? 'lines',
    limit: numberSetting(config['limit'], type, 'limit', 1000, 1, 100_000),
  }
}

/** An empty limit does not count. */
function limitOf(config: Readonly<Record<string, unknown>>, field: string, most?: number): number | undefined {
  return textSetting(config[field]) === '' ? undefined : numberSetting(config[field], type, field, 0, 0, most)
}
