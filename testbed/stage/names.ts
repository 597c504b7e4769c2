/** The domain of the launch: a name that cannot exist on the public internet (RFC 6761). */
export const DOMAIN = 'chatbot.test';

/** Hosts below the domain, by what they are for. */
export const HOSTS = {
  apex: DOMAIN,
  www: `www.${DOMAIN}`,
  app: `app.${DOMAIN}`,
  api: `api.${DOMAIN}`,
  staging: `staging.${DOMAIN}`,
  mail: `mail.${DOMAIN}`,
} as const;

/** The one address that people end at. */
export const CANONICAL = `https://${HOSTS.app}`;

/** Who the product's mails come from, and whom its alerts wake. */
export const SENDER = `hello@${DOMAIN}`;
export const ON_CALL = `on-call@${DOMAIN}`;

/** Where the key that signs mails is published. */
export const SELECTOR = 'launch';
