import { accessSync, constants } from 'node:fs'
import { chromium, type Browser } from 'playwright-core'

const usualPaths = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/snap/bin/chromium']

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Starts Chromium without a window. Fails with what to install when there is none: a skipped test proves nothing. */
export async function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: chromiumPath(), args: flags })
}

function chromiumPath(): string {
  const named = process.env['CHROMIUM']
  const candidates = named === undefined || named === '' ? usualPaths : [named]
  const found = candidates.find(isExecutable)
  if (found !== undefined) return found
  throw new Error(
    `No Chromium at ${candidates.join(', ')}. Install it (Debian: apt-get install chromium) or name it in the environment variable CHROMIUM.`,
  )
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
