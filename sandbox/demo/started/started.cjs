// Runs inside the Node-RED of `npm start`: tells scripts/start.mjs when the flow runs, and does not outlive it.
module.exports = function started(RED) {
  const tell = (message) => {
    if (process.connected) process.send(message)
  }
  RED.events.on('flows:started', () => tell({ started: true }))
  RED.events.on('runtime-event', ({ id, payload }) => {
    if (id === 'runtime-state' && payload?.error === 'missing-types') tell({ missing: payload.types })
  })
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))
}
