import { createServer } from 'node:net'
import { connectorGroups } from '../../sandbox/odoo/account.ts'
import { layFoundation } from '../../sandbox/odoo/seed/foundation.ts'
import { fakeOdoo, fault, refusal, xml } from '../unit/odoo/support/fake-odoo.ts'
import { answering } from './http-answers.ts'
import { closedPort, fromServer, html, sandbox, tcp, tls, type Place } from './odoo-places.ts'

const plain = [{ login: 'connector', apiKey: 'demo-key', companyIds: [1], groups: ['base.group_user'] }]
const hidden = [{ login: 'connector', apiKey: 'demo-key', companyIds: [1], groups: connectorGroups }]
const versionOnly = (version: string) => () =>
  answering((_, response) =>
    xml(response, `<struct><member><name>server_version</name><value><string>${version}</string></value></member></struct>`),
  )
const databases = () =>
  answering(({ body }, response) => {
    if (body.includes('>version<'))
      xml(response, '<struct><member><name>server_version</name><value><string>18.0</string></value></member></struct>')
    else if (body.includes('>list<'))
      xml(response, '<array><data><value><string>shop</string></value><value><string>shop-test</string></value></data></array>')
    else fault(response, 1, 'Traceback\npsycopg2.OperationalError: FATAL:  database "Shop" does not exist\n')
  })

/** Each way a connection can be wrong: what the test of the dialog says of it, and its cure. */
export const troubles: readonly [what: string, place: Place, code: string, text: RegExp, cure: RegExp][] = [
  [
    'an address that is none',
    async () => ({ values: { url: 'odoo.example.com' }, close: async () => undefined }),
    'CONFIG_INVALID',
    /address cannot be used/,
    /https:\/\//,
  ],
  [
    'an address with a password',
    async () => ({ values: { url: 'http://me:secret-in-address@127.0.0.1:9' }, close: async () => undefined }),
    'CONFIG_INVALID',
    /holds a user name or a password/,
    /out of the address/,
  ],
  ['a port where nothing listens', closedPort, 'ODOO_UNREACHABLE', /Nothing answers at http:\/\/127.*ECONNREFUSED/, /container/],
  [
    'a server that hangs up',
    tcp(
      () => createServer((socket) => socket.destroy()),
      (port) => `http://127.0.0.1:${port}`,
    ),
    'ODOO_UNREACHABLE',
    /broke the connection off/,
    /proxy or firewall/,
  ],
  ['a server that does not answer', fromServer(() => answering(() => undefined), { timeout: 1 }), 'ODOO_TIMEOUT', /within 1 s/, /firewall/],
  [
    'a certificate of nobody',
    tls('localhost', undefined, false),
    'ODOO_TLS_REFUSED',
    /authority that Node-RED does not know/,
    /NODE_EXTRA_CA_CERTS/,
  ],
  ['a certificate for another name', tls('odoo.example.com'), 'ODOO_TLS_REFUSED', /another host name/, /stands in the certificate/],
  ['a certificate that has expired', tls('localhost', new Date(Date.now() - 60_000)), 'ODOO_TLS_REFUSED', /expired/, /Renew/],
  [
    'https where there is only http',
    fromServer(() => answering((_, response) => void response.end()), {}),
    'ODOO_TLS_REFUSED',
    /does not speak TLS/,
    /http:\/\//,
  ],
  [
    'http where something else is spoken',
    tcp(
      () => createServer((socket) => socket.once('data', () => socket.end('220 mail.example.com\r\n', () => socket.destroy()))),
      (port) => `http://127.0.0.1:${port}`,
    ),
    'ODOO_NOT_ODOO',
    /does not speak HTTP/,
    /8069/,
  ],
  [
    'a redirection',
    html(301, 'Moved', { location: 'https://shop.example.com/xmlrpc/2/common?token=secret' }),
    'ODOO_NOT_ODOO',
    /sends on to https:\/\/shop\.example\.com\/? ?/,
    /Enter the address https:\/\/shop\.example\.com/,
  ],
  ['a proxy that wants a login', html(401, 'Authorization Required'), 'ODOO_LOGIN_REFUSED', /proxy in front of Odoo refuses/, /xmlrpc/],
  ['a proxy that forbids', html(403, 'Forbidden'), 'ODOO_NOT_ODOO', /proxy in front of Odoo refuses.*Forbidden/, /xmlrpc/],
  ['a proxy without Odoo behind it', html(502, 'Bad Gateway'), 'ODOO_BUSY', /proxy answers.*Bad Gateway/, /leads to its port/],
  [
    'a server with an error page',
    html(500, 'Internal Server Error'),
    'ODOO_ANSWER_INVALID',
    /failed.*Internal Server Error/,
    /log of the Odoo server/,
  ],
  ['another web server', html(200, 'Welcome to nginx!'), 'ODOO_NOT_ODOO', /not an Odoo server/, /web\/login/],
  ['a path that is not there', html(404, 'Not Found'), 'ODOO_NOT_ODOO', /not an Odoo server.*404/, /web\/login/],
  ['an Odoo that is too old', fromServer(versionOnly('16.0')), 'ODOO_VERSION_UNSUPPORTED', /This is Odoo 16/, /supported version/],
  [
    'JSON-2 where there is none',
    fromServer(versionOnly('18.0'), { transport: 'json-2' }),
    'ODOO_VERSION_UNSUPPORTED',
    /Odoo 18, which has no JSON-2/,
    /XML-RPC/,
  ],
  [
    'a database that is not there',
    sandbox({ majorVersion: 18 }, { database: 'nowhere' }),
    'ODOO_DATABASE_UNKNOWN',
    /has no database nowhere/,
    /dbfilter/,
  ],
  [
    'a database that is not there, in 19',
    sandbox({ majorVersion: 19 }, { database: 'nowhere' }),
    'ODOO_DATABASE_UNKNOWN',
    /has no database nowhere/,
    /dbfilter/,
  ],
  [
    'a database with another name',
    fromServer(databases, { database: 'Shop' }),
    'ODOO_DATABASE_UNKNOWN',
    /it has shop, shop-test/,
    /same letters/,
  ],
  [
    'a wrong user over XML-RPC',
    sandbox({ majorVersion: 18 }, { username: 'nobody' }),
    'ODOO_LOGIN_REFUSED',
    /refused the login of nobody/,
    /expire/,
  ],
  [
    'a wrong key over XML-RPC',
    sandbox({ majorVersion: 17 }, { apiKey: 'typed-wrongly' }),
    'ODOO_LOGIN_REFUSED',
    /the key is wrong, or the key has expired/,
    /API key/,
  ],
  [
    'a key that is unknown or has expired over JSON-2',
    sandbox({ majorVersion: 19 }, { apiKey: 'typed-wrongly' }),
    'ODOO_LOGIN_REFUSED',
    /does not know this API key, or the key has expired/,
    /new API key/,
  ],
  [
    'a key of somebody else',
    sandbox({ majorVersion: 19 }, { apiKey: 'admin-demo-key' }),
    'ODOO_LOGIN_REFUSED',
    /belongs to another user than connector/,
    /who made the key/,
  ],
  [
    "a company that is not the user's",
    sandbox({ majorVersion: 18 }, { companies: '1, 2' }),
    'ODOO_COMPANY_REFUSED',
    /connector may not work in company 2$/,
    /allowed companies/,
  ],
  [
    'a user without the right to stock',
    sandbox({ majorVersion: 18, users: plain }),
    'ODOO_RIGHTS_MISSING',
    /may not read stock\.move/,
    /Inventory: User/,
  ],
  [
    'a database without inventory',
    fromServer(() =>
      fakeOdoo({
        version: '18.0',
        call: (asked, response) => refusal(asked, response, 'odoo.exceptions.UserError', "Object stock.quant doesn't exist"),
      }),
    ),
    'ODOO_REFUSED',
    /no inventory/,
    /Install the app/,
  ],
  [
    'a company without a warehouse',
    sandbox({ majorVersion: 18, users: hidden, seed: (env) => void layFoundation(env, ['Main Co']) }),
    'WATCH_LOCATION_UNREADABLE',
    /no location with stock/,
    /warehouse/,
  ],
]
