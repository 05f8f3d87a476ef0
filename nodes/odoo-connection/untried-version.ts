import type { Say } from '../../src/base/text/say.ts'
import type { OdooIdentity } from '../../src/ports/odoo/odoo.ts'

/** What is to be said of a server that is newer than every version that the product was tried on; undefined of all others. */
export function untriedVersion({ majorVersion, name, dialect }: OdooIdentity, say: Say): string | undefined {
  const { triedOn } = dialect
  return majorVersion > triedOn ? say('finding.version-untried', { version: majorVersion, database: name, tried: triedOn }) : undefined
}
