#!/usr/bin/env bash
# A cancelled request to Shopify keeps its caller waiting: the cancellation is retried.
#
# Expected: a request with an AbortSignal ends as soon as the signal fires. That is what the signal is for, and what fetch does.
# Happens:  @shopify/admin-api-client 2.0.0 takes the cancellation for a lost connection. It pauses a second, calls fetch again with
#   the same signal, which refuses at once, and so on for each retry. A limit of 100 ms with `retries: 3` ends after more than
#   3 seconds, although only the first call could reach the server, and the error speaks of a used-up number of network retries.
# Matters:  Node-RED gives a node 15 seconds to close. A node that cancels its calls on close, and a time limit per call that
#   decides when a lease is lost, are both late by a second per retry.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --no-audit --no-fund --silent --prefix . @shopify/admin-api-client@2.0.0 @shopify/graphql-client@2.0.0
cat > probe.cjs <<'JS'
const assert = require('node:assert/strict');
const http = require('node:http');
const { createAdminApiClient } = require('@shopify/admin-api-client');

const server = http.createServer(() => undefined); // takes every request and never answers

async function cancelled(retries) {
  let fetches = 0;
  let refused = 0;
  const client = createAdminApiClient({
    storeDomain: 'shop.example',
    apiVersion: '2026-07',
    accessToken: 'none',
    retries,
    customFetchApi: (url, options) => {
      fetches += 1;
      refused += options.signal.aborted ? 1 : 0;
      return fetch(`http://127.0.0.1:${server.address().port}/`, options);
    },
  });
  const start = performance.now();
  const { errors } = await client.request('{ shop { name } }', { signal: AbortSignal.timeout(300) });
  const took = Math.round(performance.now() - start);
  console.log(`retries ${retries}: limit 300 ms, ended after ${took} ms, ${fetches} fetches, ${refused} of them with a signal that had fired`);
  console.log(`  ${errors.message}`);
  assert.equal(fetches, retries + 1);
  assert.equal(refused, retries);
  return took;
}

server.listen(0, '127.0.0.1', async () => {
  console.log('@shopify/admin-api-client', require('./node_modules/@shopify/admin-api-client/package.json').version);
  await cancelled(0);
  assert.ok((await cancelled(3)) >= 3200, 'the cancelled request ended in time');
  server.closeAllConnections();
  server.close();
});
JS
node probe.cjs
