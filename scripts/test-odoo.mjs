// `npm run test:odoo`: plays the scenarios of docs/odoo.md on the Odoo server that the environment names. It makes products,
// orders and transfers there: a test database only. The table at the end goes into docs/odoo.md.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { projectEnvironment, projectNode, run, setUp, SetUpError } from './setup.mjs'

const needed = ['ODOO_URL', 'ODOO_DB', 'ODOO_USERNAME', 'ODOO_API_KEY', 'ODOO_ADMIN_USERNAME', 'ODOO_ADMIN_KEY']
const transports = ['xml-rpc', 'json-rpc', 'json-2']

/** The major version, asked without a login. */
async function majorVersion(url) {
  const body = '<?xml version="1.0"?><methodCall><methodName>version</methodName><params/></methodCall>'
  const answer = await fetch(new URL('/xmlrpc/2/common', url), { method: 'POST', headers: { 'content-type': 'text/xml' }, body })
  const version = /<name>server_version<\/name>\s*<value>\s*<string>(?:saas~)?(\d+)/.exec(await answer.text())?.[1]
  if (version === undefined) throw new SetUpError(`${url} does not answer like an Odoo server.`)
  return Number(version)
}

function table(file) {
  const rows = JSON.parse(readFileSync(file, 'utf8'))
  console.log('\n| scenario | step | calls of the poll | products sent | |\n|---|---|---|---|---|')
  for (const { scenario, step, calls, sent, note } of rows)
    console.log(`| ${scenario} | ${step} | ${calls} | ${sent.length} | ${note ?? ''} |`)
}

const folder = mkdtempSync(join(tmpdir(), 'inventory-test-odoo-'))
try {
  const missing = needed.filter((name) => !process.env[name])
  if (missing.length > 0) throw new SetUpError(`Set ${missing.join(', ')} first; see docs/odoo.md.`)
  await setUp({ build: false })
  const version = await majorVersion(process.env.ODOO_URL)
  const used = process.env.ODOO_TRANSPORTS ?? transports.filter((one) => one !== (version >= 19 ? 'json-rpc' : 'json-2')).join(',')
  console.log(`Odoo ${version} over ${used}; late commit after ${process.env.ODOO_LATE_SECONDS ?? 20} s`)
  const environment = projectEnvironment({ ODOO_TRANSPORTS: used, ODOO_REPORT: join(folder, 'report') })
  const { code } = await run(projectNode, ['node_modules/mocha/bin/mocha.js', 'test/real-odoo/**/*.test.ts'], { env: environment })
  for (const transport of transports) {
    const file = join(folder, `report-${transport}.json`)
    if (existsSync(file)) table(file)
  }
  if (code !== 0) process.exitCode = 1
} catch (error) {
  if (!(error instanceof SetUpError)) throw error
  console.error(error.message)
  process.exitCode = 2
} finally {
  rmSync(folder, { recursive: true, force: true })
}
