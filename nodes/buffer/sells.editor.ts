import type { BufferAmount } from './rules.editor.ts'

/** What is sold of a free quantity under one amount; null when either makes no sense. */
export function sells(free: number, { kind, value }: BufferAmount): number | null {
  if (!Number.isFinite(free) || (kind !== 'none' && !(value >= 0))) return null
  const kept = kind === 'none' ? 0 : kind === 'fixed' ? value : (free * value) / 100
  return Math.max(0, Math.floor(free - kept))
}
