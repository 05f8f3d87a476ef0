import assert from 'node:assert/strict'
import { SyncError } from '../../../../src/base/error/sync-error.ts'
import { connectOdoo } from '../../../../src/adapters/odoo/connect.ts'
import type { Odoo } from '../../../../src/ports/odoo/odoo.ts'
import type { OdooSettings } from '../../../../src/adapters/odoo/settings.ts'
import type { AnsweringServer } from '../../../support/http-answers.ts'
import { realClock } from '../../../support/real-clock.ts'
import { calm, fakeOdoo, settingsFor, type Script } from './fake-odoo.ts'

/** Servers and connections of one test, closed after it. */
export class Connections {
  /** What the last connection waited for between retries; the waits themselves are skipped. */
  waits: number[] = []
  readonly #servers: AnsweringServer[] = []
  readonly #connections: Odoo[] = []

  async serve(script: Script): Promise<AnsweringServer> {
    const server = await fakeOdoo(script)
    this.#servers.push(server)
    return server
  }

  connect(settings: OdooSettings): Odoo {
    const waits: number[] = (this.waits = [])
    const clock = {
      now: () => 0,
      elapsed: () => 0,
      sleep: (ms: number, signal?: AbortSignal) => {
        if (ms === settings.timeoutMs) return realClock.sleep(ms, signal)
        waits.push(ms)
        return Promise.resolve()
      },
    }
    const odoo = connectOdoo(settings, { clock, random: calm })
    this.#connections.push(odoo)
    return odoo
  }

  async open(script: Script, extra: Partial<OdooSettings> = {}): Promise<{ odoo: Odoo; server: AnsweringServer }> {
    const server = await this.serve(script)
    return { odoo: this.connect(settingsFor(server.url, extra)), server }
  }

  async close(): Promise<void> {
    await Promise.all(this.#connections.splice(0).map((one) => one.close()))
    await Promise.all(this.#servers.splice(0).map((one) => one.close()))
  }
}

/** The error that the promise must end with. */
export async function fails(promise: Promise<unknown>): Promise<SyncError> {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  assert.ok(error instanceof SyncError, `expected a SyncError, got ${String(error)}`)
  return error
}
