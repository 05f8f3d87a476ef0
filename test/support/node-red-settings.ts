import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './node-red-install.ts'

/** Nodes of Node-RED that no flow of the tests has; what is not loaded makes every start and every editor quicker. */
const unused = [
  '10-mqtt.js',
  '22-websocket.js',
  '31-tcpin.js',
  '32-udp.js',
  '90-exec.js',
  '23-watch.js',
  '70-XML.js',
  '70-YAML.js',
  '70-HTML.js',
]

/** Stands for mermaid, of which the editor loads 3.5 MB before anything is drawn with it; nothing here is. */
const noDrawings = `module.exports.httpAdminMiddleware = (request, response, next) =>
  request.path.endsWith('/mermaid.min.js') ? response.type('js').send('window.mermaid = { initialize() {} }') : next()
`

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
    nodesExcludes: unused,
    telemetry: { enabled: false },
    // No dialog of this package has a code editor; Monaco takes longer to load than everything else.
    editorTheme: { codeEditor: { lib: 'ace' }, tours: false, palette: { catalogues: [] } },
    externalModules: { autoInstall: false, palette: { allowInstall: false } },
    contextStorage: { default: { module: 'memory' } },
    logging: { console: { level: 'info', metrics: false, audit: false } },
  }
  const path = join(userDir, 'settings.cjs')
  writeFileSync(path, `module.exports = ${JSON.stringify(settings, null, 2)}\n${noDrawings}`)
  return path
}
