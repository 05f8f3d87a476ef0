import { randomInt } from 'node:crypto'
import { createServer } from 'node:net'

/** Below what operating systems give out by themselves: nobody's outgoing connection takes the port before it is used. */
const lowest = 12_000
const beyond = 32_000
const tries = 50

/** A port on the loopback address that was free a moment ago, for servers that cannot be told to choose one. */
export async function freePort(): Promise<number> {
  for (let left = tries; left > 0; left--) {
    const port = randomInt(lowest, beyond)
    if (await isFree(port)) return port
  }
  throw new Error(`${tries} ports in a row are taken`)
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}
