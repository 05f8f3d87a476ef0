import { statSync } from 'node:fs'

/** Whether two names lead to one file: by links of any kind, by letters in another case, by a second mount. */
export function isSameFile(one: string, other: string): boolean {
  if (one === other) return true
  const first = identityOf(one)
  return first !== undefined && first === identityOf(other)
}

/** How many names a file has; 0 when there is none. */
export function namesOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.nlink ?? 0
}

/** Device and number of a file; undefined when there is none, or when its file system numbers nothing. */
function identityOf(file: string): string | undefined {
  const found = statSync(file, { throwIfNoEntry: false, bigint: true })
  return found === undefined || found.ino === 0n ? undefined : `${found.dev}:${found.ino}`
}
