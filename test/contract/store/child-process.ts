import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

/** A script of this folder that runs in a process of its own and says things line by line. */
export interface Child {
  /** What it says, in its order; ends when the process has ended. */
  readonly lines: AsyncIterableIterator<string>
  /** Ends it without any warning, and waits until it is gone. */
  kill(): Promise<void>
}

export function startChild(script: string, ...args: readonly string[]): Child {
  const path = fileURLToPath(new URL(script, import.meta.url))
  const child = spawn(process.execPath, [path, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  const gone = new Promise<void>((resolve, reject) => {
    child.once('exit', () => resolve())
    child.once('error', reject)
  })
  return {
    lines: createInterface({ input: child.stdout })[Symbol.asyncIterator](),
    async kill() {
      child.kill('SIGKILL')
      await gone
    },
  }
}
