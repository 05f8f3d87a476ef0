import type { Migration } from '../kit/lift-settings.ts'

/**
 * 1: the first flows could not say whether it is looked up where items are stocked, and whether a product without a link makes a
 * job. Both were so; their dialog showed the first one as off, and *Done* made that true.
 */
const saysWhatWasAlwaysDone: Migration = (settings) => ({ stocking: true, unsold: 'job', ...settings })

export const migrations: readonly Migration[] = [saysWhatWasAlwaysDone]
