import { answering, type AnsweringServer } from '../../../support/http-answers.ts'
import { distorted, type Distortion } from './distortion.ts'

/** A server before another one, that distorts one of its answers. */
export interface DistortingServer extends Pick<AnsweringServer, 'url' | 'close'> {
  /** Distorts the answer that comes after so many right ones. */
  distort(after: number, wrong: Distortion): void
  /** True when the answer was reached; from now on all are right. */
  clear(): boolean
}

const passedOn = ['content-type', 'authorization', 'x-odoo-database', 'x-shopify-access-token'] as const

export async function distortingServer(upstream: string): Promise<DistortingServer> {
  let planned: { after: number; wrong: Distortion } | undefined
  const server = await answering((asked, response) => {
    const headers = Object.fromEntries(passedOn.flatMap((name) => (asked.headers[name] === undefined ? [] : [[name, asked.headers[name]]])))
    const body = asked.method === 'GET' ? {} : { body: asked.body }
    const pass = async (): Promise<void> => {
      const answer = await fetch(upstream + asked.path, {
        method: asked.method,
        headers: Object.fromEntries(Object.entries(headers).map(([name, one]) => [name, String(one)])),
        ...body,
      })
      const right = { status: answer.status, body: await answer.text() }
      const now = planned !== undefined && planned.after === 0
      const told = planned !== undefined && now ? distorted(right, planned.wrong) : right
      if (planned !== undefined) planned.after -= 1
      response.writeHead(told.status, { 'content-type': answer.headers.get('content-type') ?? 'text/plain' })
      response.end(told.body)
    }
    pass().catch(() => response.destroy())
  })
  return {
    url: server.url,
    close: () => server.close(),
    distort(after, wrong) {
      planned = { after, wrong }
    },
    clear() {
      const reached = planned === undefined || planned.after < 0
      planned = undefined
      return reached
    },
  }
}
