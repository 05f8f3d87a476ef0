// Runs inside the Node-RED under test and tells its parent process what happens there.
module.exports = function watch(RED) {
  const withoutHttp = (key, value) => (key === 'req' || key === 'res' ? undefined : value)
  const plain = (value) => (value === undefined ? null : JSON.parse(JSON.stringify(value, withoutHttp)))
  const tell = (event) => {
    if (process.connected) process.send(event)
  }
  RED.hooks.add('onReceive.inventory-test', ({ msg, destination }) => tell({ what: 'received', node: destination.id, msg: plain(msg) }))
  RED.hooks.add('onComplete.inventory-test', ({ msg, node, error }) =>
    tell({ what: 'done', node: node.id, msg: plain(msg), error: error ? String(error) : null }),
  )
  RED.events.on('node-status', ({ id, status }) => tell({ what: 'status', node: id, status: plain(status) }))
  RED.events.on('flows:started', () => tell({ what: 'started' }))
  RED.events.on('runtime-event', ({ id, payload }) => {
    if (id === 'runtime-state' && payload?.error === 'missing-types') tell({ what: 'missing', types: payload.types })
  })
  process.on('disconnect', () => process.exit(0))
}
