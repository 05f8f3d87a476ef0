import { createServer as createTlsServer } from 'node:https'
import { createServer, type AddressInfo, type Server } from 'node:net'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { type OdooSandboxOptions, startOdooSandbox } from '../../sandbox/odoo/odoo-sandbox.ts'
import { ownCertificate } from './certificate.ts'
import { answering } from './http-answers.ts'

/** What a dialog holds; the rest is right for the simulated Odoo. */
export type Values = Readonly<Record<string, string | number>>
/** A server for one test; the address that the dialog holds, and what it holds else. */
export type Place = () => Promise<{ readonly values: Values; close(): Promise<void> }>

export const html = (status: number, title: string, headers = {}): Place =>
  fromServer(
    answering(
      (_, response) =>
        void response.writeHead(status, { 'content-type': 'text/html', ...headers }).end(`<html><title>${title}</title></html>`),
    ),
  )

export function fromServer(
  starting: Promise<{ readonly url: string; close(): Promise<void> }> | (() => Promise<{ readonly url: string; close(): Promise<void> }>),
  values: Values = {},
): Place {
  return async () => {
    const server = await (typeof starting === 'function' ? starting() : starting)
    return { values: { url: server.url, ...values }, close: () => server.close() }
  }
}

export function sandbox(options: OdooSandboxOptions, values: Values = {}): Place {
  return async () => {
    const server = await startOdooSandbox(options)
    return {
      values: { url: server.url, database: server.database, username: 'connector', apiKey: 'demo-key', ...values },
      close: () => server.stop(),
    }
  }
}

/** A server below HTTP. */
export function tcp(make: () => Server, address: (port: number) => string): Place {
  return async () => {
    const server = make()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    return { values: { url: address(port) }, close: () => new Promise((resolve) => server.close(() => resolve())) }
  }
}

export function tls(host: string, validTo?: Date, trusted = true): Place {
  const { key, cert } = ownCertificate(host, validTo)
  const place = tcp(
    () => createTlsServer({ key, cert }, (_, response) => void response.end('x')),
    (port) => `https://localhost:${port}`,
  )
  return async () => {
    const before = getCACertificates('default')
    if (trusted) setDefaultCACertificates([...before, cert])
    const { values, close } = await place()
    return {
      values,
      async close() {
        setDefaultCACertificates(before)
        await close()
      },
    }
  }
}

export const closedPort: Place = async () => {
  const place = await tcp(
    () => createServer(),
    (port) => `http://127.0.0.1:${port}`,
  )()
  await place.close()
  return { values: place.values, close: async () => undefined }
}
