#!/usr/bin/env bash
# Shopify's client waits milliseconds where the server said seconds.
#
# Expected: an HTTP answer 429 or 503 with "Retry-After: 10" means "not before ten seconds". The header counts in whole
#   seconds, and the client reads it itself, so the configured retries should be spread over those seconds.
# Happens:  with @shopify/admin-api-client 2.0.0 (its part @shopify/graphql-client 2.0.0) the number goes to a timer as it is.
#   "10" waits 10 milliseconds. The other legal form of the header, a date, becomes NaN and waits 1 millisecond. Without any
#   header the client waits a whole second: a server that explains itself is asked again sooner than one that does not.
# Matters:  a stock sync that trusts `retries: 3` uses all of them inside the pause that Shopify asked for, while its bucket is
#   still empty, and then reports the write as failed. Keep retries at 0 and wait in the caller.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --no-audit --no-fund --silent --prefix . @shopify/admin-api-client@2.0.0 @shopify/graphql-client@2.0.0
cat > probe.cjs <<'JS'
const assert = require('node:assert/strict');
const http = require('node:http');
const { createAdminApiClient } = require('@shopify/admin-api-client');

let retryAfter;
let calls = 0;
const server = http.createServer((request, response) => {
  request.resume().on('end', () => {
    calls += 1;
    response.writeHead(429, retryAfter === undefined ? {} : { 'retry-after': retryAfter });
    response.end();
  });
});

async function measure(header) {
  retryAfter = header;
  calls = 0;
  const client = createAdminApiClient({
    storeDomain: 'shop.example',
    apiVersion: '2026-07',
    accessToken: 'none',
    retries: 2,
    customFetchApi: (url, options) => fetch(`http://127.0.0.1:${server.address().port}/`, options),
  });
  const start = performance.now();
  const { errors } = await client.request('{ shop { name } }');
  const waited = Math.round(performance.now() - start);
  console.log(`Retry-After ${header ?? 'absent'}: ${calls} calls in ${waited} ms, answer ${errors.networkStatusCode}`);
  assert.equal(calls, 3);
  return waited;
}

server.listen(0, '127.0.0.1', async () => {
  console.log('@shopify/admin-api-client', require('./node_modules/@shopify/admin-api-client/package.json').version);
  await measure('0');
  assert.ok((await measure('10')) < 5000, 'two pauses of ten seconds were kept');
  assert.ok((await measure('Wed, 01 Jan 2098 00:00:00 GMT')) < 5000, 'the date was kept');
  assert.ok((await measure(undefined)) >= 1900, 'the pause without a header is shorter than a second');
  server.closeAllConnections();
  server.close();
});
JS
node probe.cjs
