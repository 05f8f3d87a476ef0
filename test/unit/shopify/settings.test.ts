import assert from 'node:assert/strict'
import { SyncError } from '../../../src/base/error/sync-error.ts'
import { checkedSettings, type ShopifySettings } from '../../../src/adapters/shopify/settings.ts'

const plain: ShopifySettings = { shop: 'nova-trail.myshopify.com', auth: { kind: 'token', accessToken: 'shpat_x' } }

const refused = (settings: ShopifySettings, setting: string): void => {
  assert.throws(
    () => checkedSettings(settings),
    (error) => error instanceof SyncError && /^CONFIG_(MISSING|INVALID)$/.test(error.code) && error.values['setting'] === setting,
  )
}

describe('the settings of a connection to Shopify', () => {
  it('need no more than a shop and a token', () => {
    assert.deepEqual(checkedSettings(plain), {
      shop: 'nova-trail.myshopify.com',
      apiVersion: '2026-10',
      baseUrl: 'https://nova-trail.myshopify.com',
      auth: { kind: 'token', accessToken: 'shpat_x' },
      timeoutMs: 30_000,
    })
  })

  it('take the name of a shop as people write it', () => {
    for (const shop of [
      'nova-trail',
      ' Nova-Trail.myshopify.com ',
      'https://nova-trail.myshopify.com/admin',
      'https://admin.shopify.com/store/nova-trail/products?x=1',
      'admin.shopify.com/store/Nova-Trail',
    ]) {
      assert.equal(checkedSettings({ ...plain, shop }).shop, 'nova-trail.myshopify.com')
    }
  })

  it('refuse what is no shop', () => {
    for (const shop of ['', ' ', 'a b', 'user@host', '..', 'https://admin.shopify.com/store/']) refused({ ...plain, shop }, 'shop')
  })

  it('take the supported API versions, 2026-04 and later', () => {
    for (const apiVersion of ['2026-04', '2026-07', '2026-10', '2027-01'])
      assert.equal(checkedSettings({ ...plain, apiVersion }).apiVersion, apiVersion)
    for (const apiVersion of ['2026-01', '2025-10', 'unstable', '2026-05', '']) refused({ ...plain, apiVersion }, 'apiVersion')
    assert.throws(
      () => checkedSettings({ ...plain, apiVersion: '2025-10' }),
      (error) => error instanceof SyncError && error.code === 'CONFIG_INVALID' && error.values['allowed'] === '2026-04, 2026-07, 2026-10',
    )
  })

  it('take another base address, over http or https only and without a password in it', () => {
    assert.equal(checkedSettings({ ...plain, apiUrl: 'http://127.0.0.1:4000/shop/' }).baseUrl, 'http://127.0.0.1:4000/shop')
    for (const apiUrl of ['file:///etc/passwd', 'ftp://x', 'x', 'http://a:b@host']) refused({ ...plain, apiUrl }, 'apiUrl')
  })

  it('take the space off a pasted secret, and refuse one that no header can carry', () => {
    assert.deepEqual(checkedSettings({ ...plain, auth: { kind: 'token', accessToken: ' shpat_x\n' } }).auth, {
      kind: 'token',
      accessToken: 'shpat_x',
    })
    refused({ ...plain, auth: { kind: 'token', accessToken: 'shpat\nx' } }, 'accessToken')
    refused({ ...plain, auth: { kind: 'token', accessToken: '' } }, 'accessToken')
    refused({ ...plain, auth: { kind: 'client', clientId: '', clientSecret: 's' } }, 'clientId')
    refused({ ...plain, auth: { kind: 'client', clientId: 'i', clientSecret: ' ' } }, 'clientSecret')
  })

  it('need time for a call', () => {
    for (const timeoutMs of [0, -1, Number.NaN]) refused({ ...plain, timeoutMs }, 'timeoutMs')
  })
})
