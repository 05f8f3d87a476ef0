import type { NodeAPI } from 'node-red'
import { SyncError } from '../../src/base/error/sync-error.ts'
import { applyMap } from '../../src/rules/map/apply-map.ts'
import { basisOf, type LocationMap } from '../../src/rules/map/location-map.ts'
import { checkMap } from '../../src/rules/map/check-map.ts'
import { lintOperations } from '../../src/rules/map/lint-map.ts'
import { readyMap, type ReadyMap } from '../../src/rules/map/ready-map.ts'
import { resolvePlaces } from '../../src/engine/lookups/resolve-places.ts'
import { findLocations } from '../../src/adapters/odoo/find-locations.ts'
import { lateOperations } from '../../src/adapters/odoo/late-operations.ts'
import { acknowledge } from '../kit/acknowledge.ts'
import { goingOn } from '../kit/asked-reading.ts'
import { serviceOf } from '../kit/config-node.ts'
import { defineNode } from '../kit/define.ts'
import { inWords } from '../kit/in-words.ts'
import { inSlices } from '../kit/in-slices.ts'
import { onInput } from '../kit/on-input.ts'
import { readLines } from '../kit/read-lines.ts'
import { textSetting } from '../kit/setting.ts'
import { statusLine } from '../kit/status.ts'
import { failureOutput } from '../kit/unwired.ts'
import { onClose } from '../kit/on-close.ts'
import { odooConnections } from '../odoo-connection/odoo-service.ts'
import { mapRoutes } from './map-routes.ts'
import { tellOtherMaps } from './other-maps.ts'

const type = 'location-map'

/** location-map: one picture becomes one level line per mapped Shopify location. */
export default function register(RED: NodeAPI): void {
  mapRoutes(RED)
  defineNode(RED, type, ({ node, config, say }) => {
    const status = statusLine(node)
    const failures = failureOutput(RED, node, say, 1)
    let ready: Promise<ReadyMap> | undefined
    const told = new Set<string>()
    let others = false
    const withOthers = (text: string): string => (others ? say('status.other-maps', { text }) : text)
    const callOff = tellOtherMaps(RED, node, say, () => {
      others = true
      status.set({ fill: 'yellow', shape: 'ring', text: withOthers(say('status.map-ready')) })
    })

    async function prepare(): Promise<ReadyMap> {
      const rows = await resolvePlaces(config['rows'] ?? [], (names) =>
        findLocations(serviceOf(RED, config['odoo'], odooConnections, type, 'odoo').odoo(), names),
      )
      const checked = checkMap({ rows, known: config['known'] ?? [] })
      // A map without a row would take every picture for one that nobody sells.
      if (checked.rows.length === 0 && (checked.known ?? []).length === 0)
        throw new SyncError('CONFIG_MISSING', { setting: 'rows', node: type })
      const usable = readyMap(checked, say)
      void tellLateOperations(checked)
      return usable
    }
    /** Said once per deploy, beside the work; that Odoo cannot be reached is said by the node that reads it. */
    async function tellLateOperations(checked: LocationMap): Promise<void> {
      const free = checked.rows.some((row) => row.enabled && row.outcome === 'mapped' && basisOf(row) === 'free')
      if (!free || textSetting(config['odoo']) === '') return
      try {
        const operations = await lateOperations(serviceOf(RED, config['odoo'], odooConnections, type, 'odoo').odoo())
        for (const { text, cure } of lintOperations(checked, say, { operations })) node.warn(`${text} – ${cure}`)
      } catch (error) {
        node.debug(error)
      }
    }
    function map(): Promise<ReadyMap> {
      ready ??= prepare().catch((error: unknown) => {
        ready = undefined
        throw error
      })
      return ready
    }

    onInput(node, say, async (message, send) => {
      const pictures = await readLines('picture', message.payload)
      const current = await map()
      const at = new Date().toISOString()
      const mapped = await inSlices(pictures, (picture) => {
        const applied = applyMap(picture, current, say, at)
        return { ...applied, levels: applied.levels.map((level) => inWords(say, level)) }
      })
      const levels = mapped.flatMap((one) => one.levels)
      const failed = mapped.flatMap((one) => one.failed)
      const without = (fails: boolean) =>
        pictures.filter((_, index) => mapped[index]?.levels.length === 0 && mapped[index].failed.length > 0 === fails)
      // What the map leaves out is said once per deploy, not once per product.
      for (const finding of mapped.flatMap((one) => one.findings)) {
        if (told.has(finding.text)) continue
        told.add(finding.text)
        node.warn(`${finding.text} – ${finding.cure}`)
      }
      const figures = { levels: levels.length, failed: failed.length }
      if (failed.length === 0) status.set({ fill: 'green', shape: 'dot', text: withOthers(say('status.mapped', figures)) })
      else status.set({ fill: 'yellow', shape: 'dot', text: withOthers(failures.status(say('status.unmapped', figures))) })
      send([goingOn(message, levels, failed), failed.length === 0 ? null : { ...message, payload: failed }])
      failures.tell(failed)
      await acknowledge(without(false), { what: 'ended' })
      await acknowledge(without(true), { what: 'dropped' })
    })
    onClose(node, async () => {
      callOff()
      status.close()
    })
  })
}
