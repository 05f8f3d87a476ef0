import type { IncomingMessage, ServerResponse } from 'node:http'
import { isPlainObject } from '../../../src/base/plain-object.ts'

/** The whole body of a request as text. */
export async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(Buffer.from(part))
  return Buffer.concat(parts).toString('utf8')
}

/** Sends JSON. */
export function sendJson(response: ServerResponse, status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): void {
  send(response, status, 'application/json; charset=utf-8', JSON.stringify(body), headers)
}

/** Sends a page for people, as proxies do when Shopify is in trouble. */
export function sendHtml(response: ServerResponse, status: number): void {
  send(
    response,
    status,
    'text/html; charset=utf-8',
    `<!DOCTYPE html><html><head><title>${status}</title></head><body>Something went wrong.</body></html>`,
    {},
  )
}

/** Cuts the connection without an answer. */
export function drop(response: ServerResponse): void {
  response.socket?.destroy()
}

/** The text as a JSON object; undefined when it is none. */
export function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isPlainObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

function send(response: ServerResponse, status: number, type: string, body: string, headers: Readonly<Record<string, string>>): void {
  if (response.destroyed || response.headersSent) return
  response.writeHead(status, { 'Content-Type': type, 'Content-Length': Buffer.byteLength(body), ...headers })
  response.end(body)
}
