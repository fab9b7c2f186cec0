import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

/** A certificate with its key, as a server takes them. */
export interface Certified {
  readonly cert: string;
  readonly key: string;
}

/** Somebody who certifies hosts; nobody trusts her who does not name her. */
export interface Authority {
  readonly cert: string;
  certify(hostname: string, lasts?: { readonly from: Date; readonly until: Date }): Certified;
}

const DAY_MS = 86_400_000;

/** A new one. Written by hand (X.509 in DER, RFC 5280, with keys of P-256), so that a test needs no program for it. */
export function openAuthority(): Authority {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const issuer = nameOf('Authority of a test');
  const lasts = { from: new Date(Date.now() - DAY_MS), until: new Date(Date.now() + DAY_MS) };
  const make = (subject: Buffer, key: KeyObject, extension: Buffer, valid = lasts) =>
    asPem(certificate({ issuer, subject, key, extension, valid }, privateKey));
  return {
    cert: make(issuer, publicKey, IS_AUTHORITY),
    certify: (hostname, valid) => {
      const own = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      const cert = make(nameOf(hostname), own.publicKey, hostExtension(hostname), valid);
      return { cert, key: own.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() };
    },
  };
}

interface Wanted {
  readonly issuer: Buffer;
  readonly subject: Buffer;
  readonly key: KeyObject;
  readonly extension: Buffer;
  readonly valid: { readonly from: Date; readonly until: Date };
}

let serial = 0;

function certificate({ issuer, subject, key, extension, valid }: Wanted, signer: KeyObject): Buffer {
  serial += 1;
  const body = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([serial])),
    ECDSA_SHA256,
    issuer,
    sequence(timeOf(valid.from), timeOf(valid.until)),
    subject,
    key.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(extension)),
  );
  const signature = sign('sha256', body, signer);
  return sequence(body, ECDSA_SHA256, der(0x03, Buffer.concat([Buffer.from([0]), signature])));
}

function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  const { length } = body;
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), body]);
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return der(0x30, ...parts);
}

function identifier(hex: string): Buffer {
  return der(0x06, Buffer.from(hex, 'hex'));
}

const ECDSA_SHA256 = sequence(identifier('2a8648ce3d040302'));
/** basicConstraints, critical: an authority. */
const IS_AUTHORITY = sequence(
  identifier('551d13'),
  der(0x01, Buffer.from([0xff])),
  der(0x04, sequence(der(0x01, Buffer.from([0xff])))),
);

/** subjectAltName: one DNS name. */
function hostExtension(hostname: string): Buffer {
  return sequence(identifier('551d11'), der(0x04, sequence(der(0x82, Buffer.from(hostname, 'ascii')))));
}

function nameOf(name: string): Buffer {
  return sequence(der(0x31, sequence(identifier('550403'), der(0x0c, Buffer.from(name, 'utf8')))));
}

/** UTCTime: `261123060000Z`. */
function timeOf(at: Date): Buffer {
  const text = at
    .toISOString()
    .replace(/\.\d+Z$/, 'Z')
    .replace(/[-:T]/g, '')
    .slice(2);
  return der(0x17, Buffer.from(text, 'ascii'));
}

function asPem(bytes: Buffer): string {
  const lines = bytes.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}
