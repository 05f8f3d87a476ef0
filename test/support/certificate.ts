import { generateKeyPairSync, sign } from 'node:crypto'

/** A key and a certificate that it signs itself, as PEM. */
export interface OwnCertificate {
  readonly key: string
  readonly cert: string
}

/** Makes a certificate for a host name on the spot, so that no key has to be kept with the tests. */
export function ownCertificate(host: string, validTo = new Date(Date.now() + 3_600_000)): OwnCertificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const ecdsaWithSha256 = sequence(oid(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02))
  const name = sequence(tag(0x31, sequence(oid(0x55, 0x04, 0x03), text(host))))
  const from = new Date(Math.min(Date.now(), validTo.getTime()) - 3_600_000)
  const alternatives = sequence(tag(0x82, Buffer.from(host)))
  const body = sequence(
    tag(0xa0, tag(0x02, Buffer.from([2]))),
    tag(0x02, Buffer.from([1])),
    ecdsaWithSha256,
    name,
    sequence(time(from), time(validTo)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    tag(0xa3, sequence(sequence(oid(0x55, 0x1d, 0x11), tag(0x04, alternatives)))),
  )
  const signature = tag(0x03, Buffer.concat([Buffer.from([0]), sign('sha256', body, privateKey)]))
  const base64 = sequence(body, ecdsaWithSha256, signature).toString('base64')
  const lines = base64.match(/.{1,64}/g) ?? []
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`,
  }
}

function tag(kind: number, content: Buffer): Buffer {
  const { length } = content
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from([kind, ...size]), content])
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return tag(0x30, Buffer.concat(parts))
}

function oid(...bytes: readonly number[]): Buffer {
  return tag(0x06, Buffer.from(bytes))
}

function text(value: string): Buffer {
  return tag(0x0c, Buffer.from(value))
}

function time(moment: Date): Buffer {
  return tag(0x17, Buffer.from(`${moment.toISOString().slice(2, 19).replace(/[-:T]/g, '')}Z`))
}
