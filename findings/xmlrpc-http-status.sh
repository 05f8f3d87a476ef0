#!/usr/bin/env bash
# The XML-RPC client of Node does not look at the HTTP status.
#
# Expected: an answer 502, 503 or 429 becomes an error that says so, and an answer 500 never counts as a result.
# Happens:  xmlrpc 1.3.2 (what odoo-await 3.4.1 stands on) knows one status, 404. With any other it parses the body. The page of a proxy in
#   front of Odoo becomes "Unknown XML-RPC tag 'H1'", a short plain text becomes "Invalid XML-RPC message", and a body that happens
#   to be a well-formed answer is a success under status 500. The status is there, as error.res.statusCode, but as a property that is not
#   enumerable: neither Object.keys nor JSON nor a copy of the error shows it.
# Matters:  "wait and try again" (503, 429) and "this will never work" look the same, so a classification by message
#   makes a restart of Odoo a fault of the data. Read error.res before you decide.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --no-audit --no-fund --silent --prefix . odoo-await@3.4.1 xmlrpc@1.3.2
cat > probe.cjs <<'JS'
const assert = require('node:assert/strict');
const http = require('node:http');
const Odoo = require('odoo-await');

let status;
let body;
const server = http.createServer((request, response) => {
  request.resume().on('end', () => {
    response.writeHead(status, { 'content-type': 'text/html' });
    response.end(body);
  });
});

async function call(nextStatus, nextBody, expected) {
  status = nextStatus;
  body = nextBody;
  const odoo = new Odoo({ baseUrl: `http://127.0.0.1:${server.address().port}` });
  const outcome = await odoo.execute_kw('stock.quant', 'search', [[]]).then(
    (value) => `result ${value}`,
    (error) => {
      assert.equal(error.res.statusCode, nextStatus);
      assert.deepEqual(Object.keys(error), []);
      return error.message;
    },
  );
  console.log(`${nextStatus}: ${outcome}`);
  assert.equal(outcome, expected);
}

server.listen(0, '127.0.0.1', async () => {
  console.log('xmlrpc', require('./node_modules/xmlrpc/package.json').version);
  await call(404, 'no such page', 'Not Found');
  await call(502, '<html><body><h1>502 Bad Gateway</h1></body></html>', "Unknown XML-RPC tag 'H1'");
  await call(503, 'Service Unavailable', 'Invalid XML-RPC message');
  await call(429, '', 'Invalid XML-RPC message');
  const answer = '<methodResponse><params><param><value><int>7</int></value></param></params></methodResponse>';
  await call(500, answer, 'result 7');
  server.closeAllConnections();
  server.close();
});
JS
node probe.cjs
