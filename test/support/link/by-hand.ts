import { describeFailure } from '../../../src/base/error/describe.ts'
import { SyncError } from '../../../src/base/error/sync-error.ts'
import { checkLinkCommand } from '../../../src/rules/link/link-command.ts'
import type { MatchSettings } from '../../../src/engine/match/link-ports.ts'
import { isHandCommand, type LinkAnswer, runLinkCommand } from '../../../src/engine/match/link-commands.ts'
import { english } from '../english.ts'
import { matchNothingElse, type LinkWorld } from './link-world.ts'

/** Carries out a command, as a message or the dialog would. */
export function byHand(world: LinkWorld, command: object, settings: MatchSettings = matchNothingElse): Promise<LinkAnswer> {
  const checked = checkLinkCommand(command)
  if (!isHandCommand(checked)) throw new Error('not carried out here')
  return world.clock.run(runLinkCommand(world.ports, settings, checked))
}

/** "CODE: text" of what a command is refused with. */
export async function refusal(command: Promise<unknown>): Promise<string> {
  const error = await command.then(
    () => null,
    (reason: unknown) => reason,
  )
  if (!(error instanceof SyncError)) throw new Error('it was not refused')
  return `${error.code}: ${describeFailure(error, english, 'now').text}`
}
