#!/usr/bin/env bash
# A Date that goes to Odoo depends on the time zone of the sender: xmlrpc writes the local clock without a zone.
#
# Expected: a Date is a moment. A client for a server that keeps all times in UTC, as Odoo does, sends UTC or sends an offset.
# Happens:  xmlrpc 1.3.2 writes the wall clock of the process, without offset, and reads an answer the same way. The same Date becomes
#   20260701T08:00:00 in New York and 20260701T21:00:00 in Tokyo. Between two programs in one zone it looks right.
#   And the hour that the clock repeats in autumn is the same text for two different moments.
# Matters:  Odoo keeps its times in UTC. "Changed since my last look", asked with a Date and read as UTC, looks hours too far back west
#   of Greenwich and skips hours of stock moves east of it. Send a text made from the UTC parts.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --no-audit --no-fund --silent --prefix . xmlrpc@1.3.2
cat > probe.cjs <<'JS'
const http = require('node:http');
const xmlrpc = require('xmlrpc');
const server = http.createServer((request, response) => {
  let body = '';
  request.on('data', (part) => (body += part)).on('end', () => {
    console.log(body.match(/<dateTime.iso8601>(.*)<\/dateTime.iso8601>/)[1]);
    response.end('<methodResponse><params><param><value><int>1</int></value></param></params></methodResponse>');
  });
});
server.listen(0, '127.0.0.1', () => {
  const client = xmlrpc.createClient({ host: '127.0.0.1', port: server.address().port, path: '/' });
  client.methodCall('since', [new Date(process.argv[2])], () => {
    server.closeAllConnections();
    server.close();
  });
});
JS
echo "xmlrpc $(node -p "require('./node_modules/xmlrpc/package.json').version")"
expect() {
  local text
  text=$(TZ=$1 node probe.cjs "$2")
  echo "$2 in $1: $text"
  [ "$text" = "$3" ] || { echo "expected $3" >&2; exit 1; }
}
expect UTC 2026-07-01T12:00:00Z 20260701T12:00:00
expect America/New_York 2026-07-01T12:00:00Z 20260701T08:00:00
expect Asia/Tokyo 2026-07-01T12:00:00Z 20260701T21:00:00
expect Europe/Berlin 2026-10-25T00:30:00Z 20261025T02:30:00
expect Europe/Berlin 2026-10-25T01:30:00Z 20261025T02:30:00
