/** How OpenSSL reports: `405D…:error:0A00010B:SSL routines:tls_validate_record_header:wrong version number:../deps/…:77:`. */
const OPENSSL = /[0-9A-F]*:?error:[0-9A-F]+:SSL routines:[^:]*:([^:\n]+):[^\n]*/g;
const NOT_TLS = /wrong version number|packet length too long|http request/i;

/** What a TLS library says, as a sentence for people. */
export function tlsWords(message: string): string {
  const words = message.replaceAll(OPENSSL, '$1').trim();
  return NOT_TLS.test(words) ? `what answers there does not speak TLS (${words})` : words;
}
