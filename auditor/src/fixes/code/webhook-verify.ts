import { codeKit } from './code-kit.ts';

const NODE = String.raw`// Believes a webhook only when its sender signed these very bytes a moment ago, and acts on each event once.
import { createHmac, timingSafeEqual } from 'node:crypto';

// Dialects: 'standard' (standardwebhooks.com: webhook-id, webhook-timestamp, webhook-signature) and 'stripe'.
// body: the bytes as they came, as a Buffer or string, before any parser. seen(id): keeps the id; true when it was there before.
export async function verifyWebhook({ dialect, body, header, secret, seen, now = Date.now, toleranceS = 300 }) {
  if (typeof secret !== 'string' || secret.length < 16) throw new Error('The secret of the webhook is not set.');
  const { id, time, signatures, expected } = READERS[dialect](body, header, secret);
  const isSigned = signatures.some((one) => equal(one, expected));
  if (!isSigned || !(Math.abs(now() / 1000 - Number(time)) <= toleranceS)) return { ok: false, status: 401 };
  const known = id ?? JSON.parse(String(body)).id;
  if (typeof known !== 'string') return { ok: false, status: 400 };
  // Senders repeat themselves. Answer 200, and do nothing again.
  return { ok: true, again: await seen(known) };
}

const READERS = {
  standard(body, header, secret) {
    const [id, time] = [header('webhook-id'), header('webhook-timestamp')];
    const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
    const signatures = (header('webhook-signature') ?? '').split(' ').filter((one) => one.startsWith('v1,'));
    return { id, time, signatures: signatures.map((one) => one.slice(3)), expected: sign(key, id + '.' + time + '.', body, 'base64') };
  },
  stripe(body, header, secret) {
    const parts = (header('stripe-signature') ?? '').split(',').map((one) => one.split('='));
    const time = parts.find(([name]) => name === 't')?.[1];
    const signatures = parts.filter(([name]) => name === 'v1').map(([, value]) => value ?? '');
    return { id: undefined, time, signatures, expected: sign(secret, time + '.', body, 'hex') };
  },
};

function sign(key, before, body, encoding) {
  return createHmac('sha256', key).update(before).update(body).digest(encoding);
}

function equal(one, other) {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
`;

const PYTHON = String.raw`"""Believes a webhook only when its sender signed these very bytes a moment ago, and acts on each event once."""

import base64
import hashlib
import hmac
import json
import time


def verify_webhook(dialect, body, headers, secret, seen, now=time.time, tolerance_s=300):
    """headers: a mapping with lower-case names; body: bytes. seen(id) keeps the id; True when it was there before.

    Returns (status, again): act on 200 with again False only; answer the status in any case.
    """
    if not secret or len(secret) < 16:
        raise ValueError("The secret of the webhook is not set.")
    id, sent, signatures, expected = (_standard if dialect == "standard" else _stripe)(body, headers, secret)
    if not any(hmac.compare_digest(one.encode(), expected.encode()) for one in signatures):
        return 401, False
    if not sent.isdigit() or abs(now() - int(sent)) > tolerance_s:
        return 401, False
    known = id or json.loads(body).get("id")
    return (200, seen(known)) if isinstance(known, str) else (400, False)


def _standard(body, headers, secret):
    id, sent = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "")
    key = base64.b64decode(secret.removeprefix("whsec_"))
    mac = hmac.new(key, f"{id}.{sent}.".encode() + body, hashlib.sha256).digest()
    given = [one[3:] for one in headers.get("webhook-signature", "").split(" ") if one.startswith("v1,")]
    return id, sent, given, base64.b64encode(mac).decode()


def _stripe(body, headers, secret):
    parts = [one.split("=", 1) for one in headers.get("stripe-signature", "").split(",") if "=" in one]
    sent = next((value for name, value in parts if name == "t"), "")
    mac = hmac.new(secret.encode(), f"{sent}.".encode() + body, hashlib.sha256).hexdigest()
    return None, sent, [value for name, value in parts if name == "v1"], mac
`;

export const webhookVerify = codeKit({
  id: 'webhook-verify',
  title: 'Webhooks act once, and only on what their sender signed',
  explanation:
    'Checks the signature over the bytes that came, refuses what is older than five minutes, and tells repeated events apart. For Standard Webhooks and Stripe; for other senders take their own library. `seen` has to be yours: a table with the id as its primary key, written in the same transaction as the effect.',
  undo: 'Take the call out again and delete the file. Events are then believed unsigned: better switch the route off.',
  module: 'webhook-verify',
  node: NODE,
  python: PYTHON,
  useNode: `import { verifyWebhook } from './security/webhook-verify.mjs';

const read = await verifyWebhook({ dialect: 'standard', body: rawBody, header: (name) => request.headers[name],
  secret: process.env.WEBHOOK_SECRET, seen: (id) => wasSeenBefore(id) });
if (!read.ok) return response.status(read.status).end();
if (!read.again) await actOn(JSON.parse(rawBody));`,
  usePython: `from security.webhook_verify import verify_webhook

status, again = verify_webhook("standard", await request.body(), request.headers, os.environ["WEBHOOK_SECRET"], was_seen_before)
if status == 200 and not again:
    act_on(await request.json())
return Response(status_code=status)`,
  also: [
    'Take the body before any parser: Express: express.raw({ type: "*/*" }) on this route; Next.js: await request.text().',
    'Keep ids of events in a table with a unique key, so that two deliveries at the same moment cannot both act.',
  ],
  triedHow: 'genuine events were taken once; unsigned, changed, old and repeated ones were not.',
  isAudited: true,
});
