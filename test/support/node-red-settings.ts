import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './node-red-install.ts'

/**
 * Writes settings with which Node-RED asks nobody and tells nobody; returns their path. `modules`: names of other packages of
 * nodes in this checkout that are to be there too.
 */
export function writeSettings(userDir: string, port: number, modules: readonly string[] = []): string {
  const settings = {
    uiHost: '127.0.0.1',
    uiPort: port,
    flowFile: 'flows.json',
    credentialSecret: 'only-for-tests',
    lang: 'en-US',
    nodesDir: [join(root, 'test/support/node-red-watch'), ...modules.map((name) => join(root, 'node_modules', name))],
    telemetry: { enabled: false },
    editorTheme: { tours: false, palette: { catalogues: [] } },
    externalModules: { autoInstall: false, palette: { allowInstall: false } },
    contextStorage: { default: { module: 'memory' } },
    logging: { console: { level: 'info', metrics: false, audit: false } },
  }
  const path = join(userDir, 'settings.cjs')
  writeFileSync(path, `module.exports = ${JSON.stringify(settings, null, 2)}\n`)
  return path
}
