#!/usr/bin/env bash
# A retry with the same arguments is a different call: odoo-await writes into the caller's array.
#
# Expected: `execute_kw(model, method, args)` reads its arguments, so a loop that tries again after a broken connection may pass
#   the same array.
# Happens:  odoo-await 3.4.1 puts database, user id, password, model and method in front of the elements of that very array. The
#   second call sends ten leading values instead of five, and the server sees a method with the wrong arguments. `update` and
#   `create` do the same to the values: a field given as { action: 'add', id: 5 } is replaced in the caller's object by Odoo's
#   command list.
# Matters:  the retry after a short fault always fails, with an error that blames the arguments, and what a caller logs as "the
#   arguments" now holds the login. Hand over a fresh array on each call.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --no-audit --no-fund --silent --prefix . odoo-await@3.4.1
cat > probe.cjs <<'JS'
const assert = require('node:assert/strict');
const http = require('node:http');
const Odoo = require('odoo-await');

const sent = [];
const server = http.createServer((request, response) => {
  let body = '';
  request.on('data', (part) => (body += part)).on('end', () => {
    sent.push(body.match(/<param>/g).length);
    response.end('<methodResponse><params><param><value><int>7</int></value></param></params></methodResponse>');
  });
});

server.listen(0, '127.0.0.1', async () => {
  console.log('odoo-await', require('./node_modules/odoo-await/package.json').version);
  const odoo = new Odoo({ baseUrl: `http://127.0.0.1:${server.address().port}`, db: 'shop', username: 'u', password: 'p' });
  const args = [[1, 2], { fields: ['quantity'] }];
  await odoo.execute_kw('stock.quant', 'read', args);
  await odoo.execute_kw('stock.quant', 'read', args);
  console.log('parameters on the wire, first and second call:', sent.join(' and '));
  console.log('the caller\'s array afterwards:', JSON.stringify(args));
  assert.deepEqual(sent, [7, 12]);
  assert.deepEqual(args.slice(5, 10), ['shop', 0, 'p', 'stock.quant', 'read']);
  const values = { tag_ids: { action: 'add', id: 5 } };
  await odoo.update('product.template', 1, values);
  console.log('the caller\'s values afterwards:', JSON.stringify(values));
  assert.deepEqual(values, { tag_ids: [[4, 5, 0]] });
  server.closeAllConnections();
  server.close();
});
JS
node probe.cjs
