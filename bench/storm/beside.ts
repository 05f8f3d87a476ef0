import { execFileSync, spawn } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))

/**
 * Runs a bench of this checkout on the sources of another commit and gives what it printed: the simulated systems and the
 * bench are those of today, only `src` and `nodes` are of that time. A file that connects the bench with the sources is taken
 * from that commit when it had one.
 */
export async function besides(ref: string, bench: string, options: readonly string[], connecting: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'beside-'))
  const place = join(folder, 'checkout')
  const git = (...args: string[]): string => execFileSync('git', ['-C', root, ...args], { encoding: 'utf8' })
  git('worktree', 'add', '--detach', '--force', place, ref)
  try {
    for (const name of ['bench', 'sandbox', 'test/support', 'scripts']) {
      const own = existsSync(join(place, connecting))
      cpSync(join(root, name), join(place, name), { recursive: true, filter: (source) => !own || source !== join(root, connecting) })
    }
    for (const name of ['node_modules', '.cache']) symlinkSync(join(root, name), join(place, name))
    return await output(process.execPath, ['--expose-gc', join(place, 'bench', bench), ...options])
  } finally {
    git('worktree', 'remove', '--force', place)
    rmSync(folder, { recursive: true, force: true })
  }
}

function output(command: string, args: readonly string[]): Promise<string> {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  let text = ''
  child.stdout.setEncoding('utf8').on('data', (part: string) => (text += part))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => (code === 0 ? resolve(text) : reject(new Error(`${command} ended with ${code}`))))
  })
}
