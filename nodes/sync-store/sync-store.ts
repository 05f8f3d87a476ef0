import { isAbsolute, join } from 'node:path'
import type { NodeAPI } from 'node-red'
import { leaseSqliteStore } from '../../src/adapters/store/sqlite/lease-sqlite-store.ts'
import type { Store } from '../../src/ports/store/store.ts'
import { keepTidy } from '../../src/adapters/store/tidy.ts'
import { defineNode } from '../kit/define.ts'
import { nodeError } from '../kit/node-error.ts'
import { onCloseLast } from '../kit/on-close.ts'
import { realClock } from '../kit/real-clock.ts'
import { numberSetting, textSetting } from '../kit/setting.ts'
import { failedJobRoutes } from './failed-job-routes.ts'
import { syncStores } from './sync-stores.ts'

/** sync-store: the durable store that nodes share. The file is opened when it is first needed. */
export default function register(RED: NodeAPI): void {
  failedJobRoutes(RED)
  defineNode(RED, 'sync-store', ({ node, config, say }) => {
    const retention = {
      auditDays: numberSetting(config['auditDays'], 'sync-store', 'auditDays', 90, 1),
      closedJobDays: numberSetting(config['jobDays'], 'sync-store', 'jobDays', 30, 1),
    }
    const file = storeFile(textSetting(config['file']), RED.settings.userDir)
    const closing = new AbortController()
    let opening: Promise<Store> | undefined
    let tidying: Promise<void> = Promise.resolve()

    async function openAnew(): Promise<Store> {
      const store = await leaseSqliteStore(file, { clock: realClock })
      tidying = keepTidy(store, retention, realClock, closing.signal, (fault) => node.warn(nodeError(fault, say).message))
      return store
    }
    syncStores.set(node, {
      id: file,
      open() {
        opening ??= openAnew().catch((error: unknown) => {
          opening = undefined
          throw error
        })
        return opening
      },
    })
    onCloseLast(node, async () => {
      closing.abort()
      await tidying
      const store = await opening?.catch(() => undefined)
      await store?.close()
    })
  })
}

function storeFile(named: string, userDir: string | undefined): string {
  const folder = userDir ?? process.cwd()
  if (named === '') return join(folder, 'odoo-shopify-inventory.sqlite')
  return isAbsolute(named) ? named : join(folder, named)
}
