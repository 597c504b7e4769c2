import type { Kit, KitContext } from '../kit.ts';

const caddy = (
  app: string,
) => `# Caddy gets certificates and sends http to https by itself. Put your own app behind it.
${app} {
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
`;

const nginx = (
  app: string,
) => `# For /etc/nginx/conf.d. Certificates: certbot certonly --webroot -w /var/www/letsencrypt -d ${app}
limit_req_zone $binary_remote_addr zone=login:10m rate=10r/m;

server {
	listen 80;
	server_name ${app};
	location /.well-known/acme-challenge/ { root /var/www/letsencrypt; }
	location / { return 308 https://${app}$request_uri; }
}

server {
	listen 443 ssl http2;
	server_name ${app};
	ssl_certificate /etc/letsencrypt/live/${app}/fullchain.pem;
	ssl_certificate_key /etc/letsencrypt/live/${app}/privkey.pem;
	ssl_protocols TLSv1.2 TLSv1.3;
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

const cloudflare = (domain: string) => `# Cloudflare in words, for ${domain}

1. SSL/TLS, Overview: choose Full (strict). Flexible leaves the way from Cloudflare to your server unencrypted.
2. SSL/TLS, Edge Certificates: Always Use HTTPS on; Minimum TLS Version 1.2; HTTP Strict Transport Security on, 12 months.
3. Security, WAF, Rate limiting rules: path /api/login, 10 requests in a minute by IP, then block.
4. Caching, Cache Rules: bypass the cache for paths that begin with /api/, or one customer gets what another one asked.
5. DNS: every name of the product has the orange cloud, and your server takes connections from Cloudflare's addresses only.
`;

export const edge: Kit = {
  id: 'edge',
  title: 'The front door: https, headers, limits',
  explanation:
    'A site for Caddy or nginx, by what the repository uses (both when it uses neither), and the click paths of Cloudflare in words. The app is expected at 127.0.0.1:3000: put yours in. Headers that the app sets as well are then sent twice: keep one of the two.',
  undo: 'Take the file out of the server’s configuration and reload it. Browsers remember Strict-Transport-Security for a year.',
  frameworks: 'any',
  recipe: (context) => ({
    files: [
      ...(uses(context, 'caddy') ? [{ path: 'edge/Caddyfile', text: caddy(hostOf(context)) }] : []),
      ...(uses(context, 'nginx') ? [{ path: 'edge/nginx-site.conf', text: nginx(hostOf(context)) }] : []),
      { path: 'edge/cloudflare.md', text: cloudflare(context.domain) },
    ],
    wiring: [
      'Caddy: import edge/Caddyfile from your own, then `caddy validate` and `caddy reload`.',
      'nginx: copy edge/nginx-site.conf to /etc/nginx/conf.d, get the certificate, then `nginx -t` and reload.',
      'Cloudflare: follow edge/cloudflare.md.',
    ],
    tried: 'syntax only',
    triedHow:
      'Caddy 2.6 and nginx 1.22 called the files valid; no request was sent through them. The words for Cloudflare were not tried: its dashboard changes.',
  }),
};

/** A repository that shows neither gets both, to choose from. */
function uses({ stack }: KitContext, server: 'caddy' | 'nginx'): boolean {
  return stack.parts.includes(server) || !(stack.parts.includes('caddy') || stack.parts.includes('nginx'));
}

function hostOf({ app }: KitContext): string {
  return new URL(app).hostname;
}
