// The sandbox of `npm start`: simulated Odoo and Shopify with demo stock. Tells its parent where they are; ends with it.
// Run by hand it prints the environment that a flow needs, as lines for a shell. The argument names the flow that will run:
// some need more places and stock than the plain demo has.
import { startDemo } from './demo/start-demo.ts'

const demo = await startDemo({ flow: process.argv[2] ?? '' })
const stop = (): void => {
  demo.close().then(
    () => process.exit(0),
    (error: unknown) => {
      console.error(error)
      process.exit(1)
    },
  )
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop)
if (process.send === undefined) for (const [name, value] of Object.entries(demo.environment)) console.log(`export ${name}='${value}'`)
else {
  process.once('disconnect', stop)
  process.send({ environment: demo.environment })
}
