import type { Zone } from '../../auditor/src/io/fixtures/name-server.ts';
import { DOMAIN, HOSTS, SELECTOR } from './names.ts';

/**
 * What a registrar would be given: where people go, who takes and sends mail, who may issue certificates.
 *
 * @param lacksDmarc nobody is told what to do with mail that only says it comes from here
 */
export function zoneOf(dkimRecord: string, lacksDmarc = false): Zone {
  const addresses = Object.values(HOSTS).map((host) => [`${host} A`, ['127.0.0.1']] as const);
  return {
    ...Object.fromEntries(addresses),
    [`${DOMAIN} MX`]: [`10 ${HOSTS.mail}`],
    [`${DOMAIN} TXT`]: ['v=spf1 ip4:127.0.0.1 -all'],
    [`${SELECTOR}._domainkey.${DOMAIN} TXT`]: [dkimRecord],
    ...(lacksDmarc
      ? {}
      : {
          [`_dmarc.${DOMAIN} TXT`]: [`v=DMARC1; p=quarantine; adkim=s; aspf=s; rua=mailto:dmarc@${DOMAIN}`],
        }),
    [`${DOMAIN} CAA`]: ['0 issue launch-test.test'],
  };
}
