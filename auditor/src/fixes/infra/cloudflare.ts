import type { KitFile } from '../kit.ts';
import type { Site } from './edge.ts';

/** For version 5 of the provider, in which rules are a list of objects and each zone setting a resource of its own. */
const terraform = ({
  host,
  others,
}: Site) => `# Cloudflare for ${host}, with version 5 of its Terraform provider. Only its syntax was checked: read \`terraform plan\` first.
# A zone has one ruleset for each phase. Where you have one already, take these rules into it, or import it.
terraform {
  required_providers {
    cloudflare = {
      source  = "cloudflare/cloudflare"
      version = "~> 5.0"
    }
  }
}

# The provider reads its token from CLOUDFLARE_API_TOKEN: Zone Settings, Zone WAF, Dynamic Redirect, Cache Rules and Transform Rules, to edit.
variable "zone_id" {
  type = string
}

locals {
  settings = {
    # The way from Cloudflare to your server is encrypted too, and its certificate checked.
    ssl              = "strict"
    always_use_https = "on"
    min_tls_version  = "1.2"
  }
}

resource "cloudflare_zone_setting" "edge" {
  for_each   = local.settings
  zone_id    = var.zone_id
  setting_id = each.key
  value      = each.value
}

resource "cloudflare_zone_setting" "hsts" {
  zone_id    = var.zone_id
  setting_id = "security_header"
  value = {
    strict_transport_security = {
      enabled            = true
      max_age            = 31536000
      include_subdomains = false
      preload            = false
      nosniff            = true
    }
  }
}

resource "cloudflare_ruleset" "headers" {
  zone_id = var.zone_id
  name    = "Security headers"
  kind    = "zone"
  phase   = "http_response_headers_transform"
  rules = [{
    ref         = "security_headers"
    description = "Tell browsers what to refuse"
    expression  = "(http.host eq \\"${host}\\")"
    action      = "rewrite"
    action_parameters = {
      headers = {
        "Referrer-Policy" = {
          operation = "set"
          value     = "strict-origin-when-cross-origin"
        }
      }
    }
  }]
}

# As much as every plan allows: ten seconds. With a paid one, count over a minute or longer.
resource "cloudflare_ruleset" "limits" {
  zone_id = var.zone_id
  name    = "Rate limits"
  kind    = "zone"
  phase   = "http_ratelimit"
  rules = [{
    ref         = "login"
    description = "Guessing passwords"
    expression  = "(http.request.uri.path eq \\"/api/login\\")"
    action      = "block"
    ratelimit = {
      characteristics     = ["cf.colo.id", "ip.src"]
      period              = 10
      requests_per_period = 5
      mitigation_timeout  = 10
    }
  }]
}

# Without it, one customer may get what another one asked.
resource "cloudflare_ruleset" "cache" {
  zone_id = var.zone_id
  name    = "Nothing of the API is cached"
  kind    = "zone"
  phase   = "http_request_cache_settings"
  rules = [{
    ref         = "no_api"
    description = "The API answers each customer for itself"
    expression  = "(starts_with(http.request.uri.path, \\"/api/\\"))"
    action      = "set_cache_settings"
    action_parameters = {
      cache = false
    }
  }]
}
${others.map((other) => redirect(other, host)).join('')}`;

const redirect = (from: string, to: string) => `
resource "cloudflare_ruleset" "one_address" {
  zone_id = var.zone_id
  name    = "One address"
  kind    = "zone"
  phase   = "http_request_dynamic_redirect"
  rules = [{
    ref         = "www"
    description = "${from} leads to ${to}"
    expression  = "(http.host eq \\"${from}\\")"
    action      = "redirect"
    action_parameters = {
      from_value = {
        status_code           = 308
        preserve_query_string = true
        target_url = {
          expression = "concat(\\"https://${to}\\", http.request.uri.path)"
        }
      }
    }
  }]
}
`;

const inWords = (domain: string) => `# Cloudflare in words, for ${domain}

The same as edge/cloudflare/main.tf, by hand. Its dashboard changes: a name may stand elsewhere by now.

1. SSL/TLS, Overview: choose Full (strict). Flexible leaves the way from Cloudflare to your server unencrypted.
2. SSL/TLS, Edge Certificates: Always Use HTTPS on; Minimum TLS Version 1.2; HTTP Strict Transport Security on, 12 months.
3. Security, Security rules, Create rule, Rate limiting rules: path /api/login, 5 requests in 10 seconds by IP, then block.
4. Caching, Cache Rules: bypass the cache for paths that begin with /api/, or one customer gets what another one asked.
5. Rules, Create rule, Redirect Rule: www.${domain} to https://${domain}, with the path kept, 308; or the other way round.
6. DNS: every name of the product has the orange cloud, and your server takes connections from Cloudflare's addresses only.
`;

/** Cloudflare's settings as Terraform, and as click paths. */
export function cloudflareFiles(site: Site, domain: string): readonly KitFile[] {
  return [
    { path: 'edge/cloudflare/main.tf', text: terraform(site) },
    { path: 'edge/cloudflare/in-words.md', text: inWords(domain) },
  ];
}
