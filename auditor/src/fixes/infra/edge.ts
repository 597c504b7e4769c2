import type { Kit, KitContext } from '../kit.ts';
import { cloudflareFiles } from './cloudflare.ts';

/** What the front door is for. */
export interface Site {
  readonly host: string;
  /** Other names of the same site, such as the one with www. */
  readonly others: readonly string[];
}

const caddy = ({
  host,
  others,
}: Site) => `# Caddy gets certificates and sends http to https by itself. Put your own app behind it.
${host} {
	header {
		Strict-Transport-Security "max-age=31536000"
		X-Content-Type-Options "nosniff"
		Referrer-Policy "strict-origin-when-cross-origin"
		-Server
	}
	request_body {
		max_size 1MB
	}
	reverse_proxy 127.0.0.1:3000
}
${others.map((other) => `${other} {\n\tredir https://${host}{uri} 308\n}\n`).join('')}`;

const tls = (host: string) => `	ssl_certificate /etc/letsencrypt/live/${host}/fullchain.pem;
	ssl_certificate_key /etc/letsencrypt/live/${host}/privkey.pem;
	ssl_protocols TLSv1.2 TLSv1.3;`;

const nginx = ({
  host,
  others,
}: Site) => `# For /etc/nginx/conf.d. Certificates: certbot certonly --webroot -w /var/www/letsencrypt${[host, ...others].map((one) => ` -d ${one}`).join('')}
limit_req_zone $binary_remote_addr zone=login:10m rate=10r/m;

server {
	listen 80;
	server_name ${[host, ...others].join(' ')};
	location /.well-known/acme-challenge/ { root /var/www/letsencrypt; }
	location / { return 308 https://${host}$request_uri; }
}

${others
  .map(
    (other) => `server {
	listen 443 ssl http2;
	server_name ${other};
${tls(host)}
	return 308 https://${host}$request_uri;
}

`,
  )
  .join('')}server {
	listen 443 ssl http2;
	server_name ${host};
${tls(host)}
	server_tokens off;
	client_max_body_size 1m;
	add_header Strict-Transport-Security "max-age=31536000" always;
	add_header X-Content-Type-Options "nosniff" always;
	add_header Referrer-Policy "strict-origin-when-cross-origin" always;

	location = /api/login {
		limit_req zone=login burst=5 nodelay;
		limit_req_status 429;
		proxy_pass http://127.0.0.1:3000;
		proxy_set_header X-Forwarded-For $remote_addr;
		proxy_set_header Host $host;
	}
	location / {
		proxy_pass http://127.0.0.1:3000;
		proxy_set_header X-Forwarded-For $remote_addr;
		proxy_set_header Host $host;
		# Streams of answers arrive as they are written.
		proxy_buffering off;
	}
}
`;

export const edge: Kit = {
  id: 'edge',
  title: 'The front door: https, headers, limits',
  explanation:
    'A site for Caddy or nginx, by what the repository uses (both when it uses neither), and Cloudflare by Terraform or in words. The app is expected at 127.0.0.1:3000: put yours in. Headers that the app sets as well are then sent twice: keep one of the two.',
  undo: 'Take the file out of the server’s configuration and reload it. Browsers remember Strict-Transport-Security for a year.',
  frameworks: 'any',
  recipe: (context) => ({
    files: [
      ...(uses(context, 'caddy') ? [{ path: 'edge/Caddyfile', text: caddy(siteOf(context)) }] : []),
      ...(uses(context, 'nginx') ? [{ path: 'edge/nginx-site.conf', text: nginx(siteOf(context)) }] : []),
      ...cloudflareFiles(siteOf(context), context.domain),
    ],
    wiring: [
      'Caddy: import edge/Caddyfile from your own, then `caddy validate` and `caddy reload`.',
      'nginx: copy edge/nginx-site.conf to /etc/nginx/conf.d, get the certificate, then `nginx -t` and reload.',
      'Cloudflare: in edge/cloudflare, `terraform init` and `terraform plan -var zone_id=…`; read the plan before `terraform apply`. Or follow in-words.md by hand.',
    ],
    tried: 'run by a test',
    triedHow:
      'A small shop behind a careless nginx 1.22, and behind a careless Caddy 2.6, was audited, got these files, and was audited again: red before, green after. Of the Terraform for Cloudflare only the syntax was checked; its dashboard was not tried.',
  }),
};

/** A repository that shows neither gets both, to choose from. */
function uses({ stack }: KitContext, server: 'caddy' | 'nginx'): boolean {
  return stack.parts.includes(server) || !(stack.parts.includes('caddy') || stack.parts.includes('nginx'));
}

function siteOf({ app, domain }: KitContext): Site {
  const host = new URL(app).hostname;
  return { host, others: host === domain ? [`www.${host}`] : [] };
}
