import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CANONICAL, DOMAIN, HOSTS, SELECTOR, SENDER } from './names.ts';

/** One place where the product runs, with everything it is told. */
export interface Environment {
  /** The file with its variables. */
  readonly file: string;
  readonly jwtSecret: string;
  readonly billingSecret: string;
  readonly voucher: string;
  readonly log: string;
}

interface Place {
  readonly name: 'production' | 'staging';
  readonly address: string;
  readonly sender: string;
  readonly smtp: string;
  readonly mailKey: string;
  /** `host:port` on this machine that webhooks may reach. */
  readonly listener: string;
  /** `host:port` of the name server. */
  readonly resolver: string;
}

/** The two places of a launch. */
export function placesOf(
  common: Pick<Place, 'smtp' | 'mailKey' | 'listener' | 'resolver'>,
): readonly [Place, Place] {
  return [
    { name: 'production', address: CANONICAL, sender: SENDER, ...common },
    {
      name: 'staging',
      address: `https://${HOSTS.staging}`,
      sender: `staging@${DOMAIN}`,
      ...common,
    },
  ];
}

/** Writes the variables of a place, with secrets of its own, for its owner's eyes only. */
export function writeEnvironment(directory: string, place: Place): Environment {
  const { name, address, sender, smtp, mailKey, listener, resolver } = place;
  const jwtSecret = randomBytes(48).toString('base64url');
  const billingSecret = `whsec_${randomBytes(32).toString('base64')}`;
  const voucher = randomBytes(12).toString('base64url');
  const log = join(directory, 'logs', `${name}.log`);
  mkdirSync(join(directory, 'logs'), { recursive: true });
  const variables = {
    PORT: '0',
    HOST: '127.0.0.1',
    PUBLIC_URL: address,
    APP_ORIGINS: name === 'production' ? `https://${HOSTS.api}` : '',
    TRUSTED_PROXIES: '1',
    DATA_DIR: join(directory, 'data', name),
    JWT_SECRET: jwtSecret,
    BILLING_WEBHOOK_SECRET: billingSecret,
    WEBHOOK_HOSTS: listener,
    NAME_SERVERS: resolver,
    SMTP_URL: smtp,
    MAIL_FROM: sender,
    DKIM_DOMAIN: DOMAIN,
    DKIM_SELECTOR: SELECTOR,
    DKIM_KEY_FILE: mailKey,
    MODEL: 'simulated',
    VOUCHERS: voucher,
    LOG_FILE: log,
  };
  const file = join(directory, `.env.${name}`);
  const lines = Object.entries(variables).map(([key, value]) => `${key}=${value}\n`);
  writeFileSync(file, lines.join(''), { mode: 0o600 });
  return { file, jwtSecret, billingSecret, voucher, log };
}
