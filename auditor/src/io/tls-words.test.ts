import { expect, test } from 'vitest';
import { tlsWords } from './tls-words.ts';

test.for<[said: string, words: string]>([
  [
    '405DA1237F7F0000:error:0A00010B:SSL routines:tls_validate_record_header:wrong version number:../deps/openssl/openssl/ssl/record/methods/tlsany_meth.c:77:\n',
    'what answers there does not speak TLS (wrong version number)',
  ],
  [
    '00:error:0A000410:SSL routines:ssl3_read_bytes:ssl/tls alert handshake failure:../deps/openssl/ssl/record/rec_layer_s3.c:918:SSL alert number 40',
    'ssl/tls alert handshake failure',
  ],
  ['self-signed certificate', 'self-signed certificate'],
])('%s', ([said, words]) => {
  expect(tlsWords(said)).toBe(words);
});
