import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { authority, issue } from '../../../auditor/src/io/fixtures/certificates.ts';

export const HOST = 'example.test';
export const NAMES = [HOST, `www.${HOST}`];

/** Where a web server stands on this machine. */
interface Spot {
  readonly folder: string;
  readonly address: string;
  /** Host and port of the app behind it. */
  readonly app: string;
}

/** A web server that a site is put into. */
export interface WebServer {
  /** File by which a repository shows that it uses it. */
  readonly manifest: string;
  /** A careless site: nobody is led to https, nothing is limited, no header is said. */
  readonly flawed: (spot: Spot) => string;
  /** Where the kit puts its site. */
  readonly kitFile: string;
  /** The kit's site with the addresses and files of this machine. */
  readonly localized: (text: string, spot: Spot) => string;
  /** Prepares what it needs, and says how it is started. */
  readonly command: (spot: Spot, site: string) => readonly string[];
  /** The authority that has issued its certificates, once it is up. */
  readonly authority: (spot: Spot) => string;
}

const onward = (app: string) => `location / { proxy_pass http://${app}; proxy_set_header Host $host; }`;

export const NGINX: WebServer = {
  manifest: 'nginx.conf',
  flawed: ({ folder, address, app }) => `
server { listen ${address}:80; ${onward(app)} }
server { listen ${address}:443 ssl; ssl_certificate ${folder}/fullchain.pem; ssl_certificate_key ${folder}/privkey.pem;
  ssl_protocols TLSv1 TLSv1.1 TLSv1.2; ssl_ciphers DEFAULT@SECLEVEL=0; ${onward(app)} }
`,
  kitFile: 'edge/nginx-site.conf',
  localized: (text, { folder, address, app }) =>
    text
      .replaceAll(/listen (\d+)/g, `listen ${address}:$1`)
      .replaceAll(`/etc/letsencrypt/live/${HOST}`, folder)
      .replaceAll('127.0.0.1:3000', app),
  command: ({ folder }, site) => {
    const { root, intermediate } = authority();
    const leaf = issue({ commonName: HOST, names: NAMES, issuer: intermediate });
    writeFileSync(join(folder, 'root.pem'), root.cert);
    writeFileSync(join(folder, 'fullchain.pem'), leaf.cert + intermediate.cert);
    writeFileSync(join(folder, 'privkey.pem'), leaf.key);
    const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
    const paths = temporary.map((name) => `${name}_temp_path ${folder}/${name};`).join(' ');
    const main = `user root; daemon off; error_log stderr; pid ${folder}/pid; events {} http { access_log off; ${paths} include ${site}; }`;
    writeFileSync(join(folder, 'main.conf'), main);
    return ['nginx', '-c', join(folder, 'main.conf')];
  },
  authority: ({ folder }) => readFileSync(join(folder, 'root.pem'), 'utf8'),
};

export const CADDY: WebServer = {
  manifest: 'Caddyfile',
  flawed: ({ app }) =>
    `${NAMES.flatMap((name) => [`http://${name}`, `https://${name}`]).join(', ')} {\n\treverse_proxy ${app}\n}\n`,
  kitFile: 'edge/Caddyfile',
  localized: (text, { app }) => text.replaceAll('127.0.0.1:3000', app),
  command: ({ folder, address }, site) => {
    // Certificates of an authority of its own, in place of one on the internet.
    const options = `admin off\nlocal_certs\nskip_install_trust\nstorage file_system ${folder}/storage\ndefault_bind ${address}`;
    writeFileSync(join(folder, 'main.caddyfile'), `{\n${options}\n}\nimport ${site}\n`);
    return ['caddy', 'run', '--adapter', 'caddyfile', '--config', join(folder, 'main.caddyfile')];
  },
  authority: ({ folder }) => readFileSync(join(folder, 'storage/pki/authorities/local/root.crt'), 'utf8'),
};
