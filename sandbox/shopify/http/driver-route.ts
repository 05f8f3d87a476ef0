import type { IncomingMessage, ServerResponse } from 'node:http'
import { SandboxRefusal } from '../model/sandbox-refusal.ts'
import type { ShopifySandbox } from '../shopify-sandbox.ts'
import { driverCommands, driverReadings } from './driver-commands.ts'
import { DriverInput } from './driver-input.ts'
import { parseObject, readBody, sendJson } from './wire.ts'

/** Answers `/sandbox/…`: what the shop looks like, and everything that can happen to it besides the API. */
export async function driverRoute(
  sandbox: ShopifySandbox,
  name: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const commands = request.method === 'GET' ? driverReadings : driverCommands
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (command === undefined) return sendJson(response, 404, { error: `there is no ${request.method ?? ''} ${name}` })
  try {
    const body = await readBody(request)
    const fields = body.trim() === '' ? {} : parseObject(body)
    if (fields === undefined) throw new SandboxRefusal('the body must be a JSON object')
    sendJson(response, 200, await command(sandbox, new DriverInput(fields)))
  } catch (error) {
    if (!(error instanceof SandboxRefusal)) throw error
    sendJson(response, 400, { error: error.message })
  }
}
