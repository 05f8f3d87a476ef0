import type { MatchSettings } from '../../src/engine/match/link-ports.ts'
import { leaveOutAtMost, patternsIn, type Unsold, unsoldChoices } from '../../src/rules/link/attach.ts'
import { SyncError } from '../../src/base/error/sync-error.ts'
import { numberSetting, textSetting } from '../kit/setting.ts'

/** The settings of product-link; times in milliseconds. */
export interface LinkSettings {
  /** How often what changed is matched; 0: only when a message asks for it. */
  readonly refresh: number
  readonly fullEvery: number
  /** What changed is matched at most this often because a product without a link turned up. */
  readonly soonest: number
  readonly metafield: MatchSettings['metafield']
  /** Whether it is looked up where linked items are stocked. */
  readonly stocking: boolean
  readonly unsold: Unsold
}

const choices = ['off', 'write', 'read-and-write'] as const

/** Reads the settings of a node. Throws CONFIG_MISSING and CONFIG_INVALID naming the field. */
export function linkSettings(config: Readonly<Record<string, unknown>>): LinkSettings {
  const metafield = textSetting(config['metafield'])
  const chosen = metafield === '' ? 'off' : choices.find((choice) => choice === metafield)
  if (chosen === undefined)
    throw new SyncError('CONFIG_INVALID', { setting: 'metafield', node: 'product-link', allowed: choices.join(', ') })
  return {
    refresh: numberSetting(config['refresh'], 'product-link', 'refresh', 60, 0) * 60_000,
    fullEvery: numberSetting(config['fullEvery'], 'product-link', 'fullEvery', 24, 1) * 3_600_000,
    soonest: numberSetting(config['soonest'], 'product-link', 'soonest', 60, 1) * 1000,
    metafield: chosen,
    stocking: config['stocking'] !== false,
    unsold: unsoldSetting(config),
  }
}

function unsoldSetting(config: Readonly<Record<string, unknown>>): Unsold {
  const unsold = textSetting(config['unsold'])
  const choice = unsold === '' ? 'job' : unsoldChoices.find((one) => one === unsold)
  if (choice === undefined)
    throw new SyncError('CONFIG_INVALID', { setting: 'unsold', node: 'product-link', allowed: unsoldChoices.join(', ') })
  const rule = textSetting(config['leaveOut'])
  const leaveOut = patternsIn(rule)
  if (choice !== 'rule') return { choice, leaveOut }
  if (rule === '') throw new SyncError('CONFIG_MISSING', { setting: 'leaveOut', node: 'product-link' })
  if (leaveOut.length === 0 || rule.length > leaveOutAtMost)
    throw new SyncError('CONFIG_INVALID', { setting: 'leaveOut', node: 'product-link', allowed: `RAW-*, *-SAMPLE (≤ ${leaveOutAtMost})` })
  return { choice, leaveOut }
}
