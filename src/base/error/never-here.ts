import { SyncError } from './sync-error.ts'

/**
 * Stands at the end of a switch over everything that a value can be. What is none of it stops there with UNEXPECTED: taken for
 * the last case it would make a number that nobody asked for.
 */
export function neverHere(value: never): never {
  throw new SyncError('UNEXPECTED', { name: `the unknown value ${String(value)}` })
}
