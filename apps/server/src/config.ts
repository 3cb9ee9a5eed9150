import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { EmailSettings } from './notices/email-channel.ts'
import type { SmsSettings } from './notices/sms-channel.ts'

/** Every setting of the server. docs/configuration.md is written from `SETTINGS`; a test keeps them equal. */
export interface Config {
  readonly profile: 'training' | 'production'
  readonly host: string
  readonly port: number
  readonly publicUrl: string
  readonly dataFolder: string
  readonly databaseUrl: string | undefined
  readonly databaseOwnerUrl: string | undefined
  readonly databaseConnections: number
  readonly embeddedPostgresPort: number
  readonly trustAnchorsFile: string
  readonly ocspUrl: string
  readonly crlUrls: readonly string[]
  readonly deltaCrlUrls: readonly string[]
  readonly stampUrl: string
  readonly shep: {
    readonly syncUrl: string
    readonly asyncUrl: string
    readonly sender: string
    readonly password: string
    readonly keyFile: string
    readonly certificateFile: string
    readonly peers: readonly string[]
    readonly delivery: 'pull' | 'push'
  }
  readonly registerServicesFile: string
  readonly messageDays: number
  /** Undefined: no register is asked over X-Road. */
  readonly xRoad: { readonly securityServer: string; readonly client: string; readonly userPrefix: string } | undefined
  readonly ncaLayerUrl: string
  /** Undefined: nobody signs in with eGov. */
  readonly egov: { readonly url: string; readonly clientId: string; readonly clientSecret: string } | undefined
  /** Undefined: nobody signs in with OpenID Connect. */
  readonly openIdConnect:
    | {
        readonly issuer: string
        readonly clientId: string
        readonly clientSecret: string
        readonly iinClaim: string
        readonly title: string
      }
    | undefined
  readonly egovMobile: EgovMobileSettings | undefined
  /** Undefined: nobody gets letters. */
  readonly email: EmailSettings | undefined
  /** Undefined: nobody gets short messages. */
  readonly sms: SmsSettings | undefined
  readonly trustedProxies: readonly string[]
  readonly logLevel: 'silent' | 'error' | 'warn' | 'info' | 'debug'
}

/** Signing with eGov Mobile. */
export interface EgovMobileSettings {
  readonly lastsSeconds: number
  readonly appLink: string
  readonly organisation: { readonly bin: string; readonly name: Readonly<Record<'kk' | 'ru' | 'en', string>> }
}

export interface Setting {
  readonly name: string
  readonly meaning: string
  /** Default outside production; an empty one means "not set". */
  readonly fallback: string
  /** Default in production where it differs. */
  readonly productionFallback?: string
  /** What goes wrong with a bad value. */
  readonly danger?: string
  /** Must be given in production. */
  readonly neededInProduction?: boolean
}

const ROOT = fileURLToPath(new URL('../../../', import.meta.url))

/** The simulator's gateway knows the product by this password. */
const TRAINING_GATEWAY_PASSWORD = 'training-gateway-2026'

/** The simulator's providers of identity know the product by this secret. */
const TRAINING_SECRET = 'only-in-training'

export const SETTINGS = [
  {
    name: 'QYZMET_PROFILE',
    meaning: '`training` runs with invented people, training keys and the simulator; `production` refuses all three.',
    fallback: 'production',
  },
  {
    name: 'QYZMET_HOST',
    meaning: 'Address to listen on.',
    fallback: '127.0.0.1',
    danger: '`0.0.0.0` serves everyone who can reach the machine; put a TLS proxy before it.',
  },
  { name: 'QYZMET_PORT', meaning: 'TCP port to listen on.', fallback: '8080' },
  {
    name: 'QYZMET_PUBLIC_URL',
    meaning: 'Address at which people reach the product; printed in QR codes.',
    fallback: 'http://127.0.0.1:8080',
    danger: 'A wrong value is printed on documents for ever.',
    neededInProduction: true,
  },
  { name: 'QYZMET_DATA', meaning: 'Folder of the embedded database and its logs.', fallback: '.data' },
  {
    name: 'DATABASE_URL',
    meaning: 'PostgreSQL 18 of your own, login with the rights of `qyzmet_app`. Empty: the embedded one.',
    fallback: '',
    neededInProduction: true,
  },
  {
    name: 'DATABASE_OWNER_URL',
    meaning: 'The same database for its owner, used only to migrate at start.',
    fallback: '',
    danger: 'The owner can change events; keep it from everything else.',
  },
  { name: 'DATABASE_CONNECTIONS', meaning: 'Connections at the most, for one server process.', fallback: '10' },
  { name: 'QYZMET_POSTGRES_PORT', meaning: 'Port of the embedded PostgreSQL; 0 takes any free one.', fallback: '0' },
  {
    name: 'QYZMET_TRUST_ANCHORS',
    meaning: 'PEM file with the root and issuing certificates that signatures must lead to.',
    fallback: '.data/simulator/anchors.pem',
    danger: 'Whoever controls this file decides whose signatures count.',
    neededInProduction: true,
  },
  {
    name: 'QYZMET_OCSP_URL',
    meaning: 'Where the status of a certificate is asked.',
    fallback: 'http://127.0.0.1:8090/ocsp',
    neededInProduction: true,
  },
  {
    name: 'QYZMET_CRL_URL',
    meaning:
      'Revocation lists used when OCSP does not answer, separated by commas: one of each authority that issues certificates.',
    fallback: 'http://127.0.0.1:8090/crl,http://127.0.0.1:8090/crl/gost',
    danger: 'While OCSP is silent, signatures under an authority whose list is missing here stay pending.',
    neededInProduction: true,
  },
  {
    name: 'QYZMET_DELTA_CRL_URL',
    meaning: 'Lists of what changed since those, separated by commas. Empty: only whole lists are fetched.',
    fallback: '',
  },
  {
    name: 'QYZMET_STAMP_URL',
    meaning: 'Time stamp authority.',
    fallback: 'http://127.0.0.1:8090/tsp',
    neededInProduction: true,
  },
  {
    name: 'QYZMET_SHEP_SYNC_URL',
    meaning: 'Synchronous channel of the state gateway.',
    fallback: 'http://127.0.0.1:8090/shep/sync',
    danger: 'Over plain http the answers of registers can be read on the way; use it inside a closed network only.',
    neededInProduction: true,
  },
  {
    name: 'QYZMET_SHEP_ASYNC_URL',
    meaning: 'Asynchronous channel of the state gateway.',
    fallback: 'http://127.0.0.1:8090/shep/async',
    neededInProduction: true,
  },
  {
    name: 'QYZMET_SHEP_SENDER',
    meaning: "Code of this installation in the gateway's register of systems.",
    fallback: 'QYZMET',
    neededInProduction: true,
  },
  {
    name: 'QYZMET_SHEP_PASSWORD',
    meaning: 'Password of that code.',
    fallback: TRAINING_GATEWAY_PASSWORD,
    danger: 'Keep it from logs and from the command line.',
    neededInProduction: true,
  },
  {
    name: 'QYZMET_SHEP_KEY',
    meaning: 'PEM file with the RSA key that seals messages to other systems.',
    fallback: '.data/simulator/gateway/product.key.pem',
    danger: 'Whoever has it speaks to registers in the name of this installation.',
    neededInProduction: true,
  },
  {
    name: 'QYZMET_SHEP_CERTIFICATE',
    meaning: 'Certificate of that key, PEM or DER, of a digital system.',
    fallback: '.data/simulator/gateway/product.cer',
    neededInProduction: true,
  },
  {
    name: 'QYZMET_SHEP_PEERS',
    meaning: 'Identifiers (UID in the certificate) of the systems whose seals are believed, separated by commas.',
    fallback: '1.2.398.999.1',
    danger: 'Whoever is in this list can answer for every register.',
    neededInProduction: true,
  },
  {
    name: 'QYZMET_REGISTER_SERVICES',
    meaning:
      'JSON file that says over which road and service each register of the standards is asked (docs/registers.md).',
    fallback: 'apps/server/register-services.training.json',
    danger: 'A register that is missing here is never asked; its steps wait for what somebody enters by hand.',
    neededInProduction: true,
  },
  {
    name: 'QYZMET_SHEP_DELIVERY',
    meaning:
      '`pull`: messages for this system are fetched from the gateway; `push`: the gateway brings them to `/gateway/async`.',
    fallback: 'pull',
  },
  {
    name: 'QYZMET_MESSAGE_DAYS',
    meaning: 'Days for which the words and bytes of messages are kept; that they were sent or came is kept for good.',
    fallback: '1095',
    danger: 'What is dropped cannot prove any more what was told to another system.',
  },
  {
    name: 'QYZMET_XROAD_URL',
    meaning: "This installation's own X-Road security server. Empty: no register is asked over X-Road.",
    fallback: '',
    danger: 'Its answers bear no seal; whoever stands between it and the server can change them.',
  },
  {
    name: 'QYZMET_XROAD_CLIENT',
    meaning: 'Who asks over X-Road: instance/class/member/subsystem.',
    fallback: '',
  },
  {
    name: 'QYZMET_NCALAYER_URL',
    meaning: 'Where the browser of the person who signs finds NCALayer.',
    fallback: 'ws://127.0.0.1:13579',
    productionFallback: 'wss://127.0.0.1:13579',
    danger: 'Becomes part of the content security policy.',
  },
  {
    name: 'QYZMET_EGOV_URL',
    meaning: 'Identity provider of eGov (OAuth 2.0). Empty: nobody signs in with eGov.',
    fallback: 'http://127.0.0.1:8090',
    productionFallback: '',
    danger: 'Whoever answers at this address decides who is signed in as whom.',
  },
  {
    name: 'QYZMET_EGOV_CLIENT_ID',
    meaning: 'Number of this product at eGov.',
    fallback: 'qyzmet',
    productionFallback: '',
  },
  {
    name: 'QYZMET_EGOV_CLIENT_SECRET',
    meaning: 'Secret of this product at eGov.',
    fallback: TRAINING_SECRET,
    productionFallback: '',
    danger: 'Keep it from logs and from the command line.',
  },
  {
    name: 'QYZMET_OIDC_ISSUER',
    meaning: 'Another identity provider, by OpenID Connect: its issuer. Empty: none.',
    fallback: 'http://127.0.0.1:8090/identity/oidc',
    productionFallback: '',
    danger: 'Whoever answers at this address decides who is signed in as whom.',
  },
  {
    name: 'QYZMET_OIDC_CLIENT_ID',
    meaning: 'Client id of this product there.',
    fallback: 'qyzmet',
    productionFallback: '',
  },
  {
    name: 'QYZMET_OIDC_CLIENT_SECRET',
    meaning: 'Secret of this product there.',
    fallback: TRAINING_SECRET,
    productionFallback: '',
    danger: 'Keep it from logs and from the command line.',
  },
  { name: 'QYZMET_OIDC_IIN_CLAIM', meaning: 'Claim that holds the IIN.', fallback: 'iin' },
  { name: 'QYZMET_OIDC_TITLE', meaning: 'Name of that provider on the sign-in page.', fallback: 'OpenID Connect' },
  {
    name: 'QYZMET_EGOV_MOBILE',
    meaning: '`on` offers signing with eGov Mobile beside NCALayer; `off` does not.',
    fallback: 'on',
    productionFallback: 'off',
    danger: 'The app opens only addresses that were registered for it, with the service NITEC-S-5096 of Smart Bridge.',
  },
  {
    name: 'QYZMET_EGOV_MOBILE_SECONDS',
    meaning: 'How long a code for eGov Mobile may be used, from 30 to 900 seconds.',
    fallback: '180',
    danger: 'Whoever photographs a code has this long to open it first.',
  },
  {
    name: 'QYZMET_EGOV_MOBILE_LINK',
    meaning:
      'What opens eGov Mobile on the telephone itself; `{url}` stands for the address in the code. Empty: the text of the code.',
    fallback: 'http://127.0.0.1:8090/egov-mobile/?address={url}',
    productionFallback: '',
  },
  {
    name: 'QYZMET_EGOV_MOBILE_ORGANISATION',
    meaning:
      'Who asks for the signature, as eGov Mobile shows it: BIN, Kazakh, Russian and English name, separated by `|`. Needed when it is `on`.',
    fallback: '000000000000|Оқу әкімдігі|Учебный акимат|Training akimat',
    productionFallback: '',
  },
  {
    name: 'QYZMET_SMTP_URL',
    meaning:
      'Mail server for notices: `smtp://name:password@host:587`, or `smtps://` for TLS from the start. Empty: nobody gets letters.',
    fallback: 'smtp://127.0.0.1:8025',
    productionFallback: '',
    danger: 'Holds a password; keep it from logs and from the command line.',
  },
  {
    name: 'QYZMET_SMTP_TLS',
    meaning: '`upgrade`: with `smtp://` no letter goes out before STARTTLS. `none`: open; not in production.',
    fallback: 'none',
    productionFallback: 'upgrade',
  },
  {
    name: 'QYZMET_SMTP_FROM',
    meaning: 'Who notices come from.',
    fallback: 'Qyzmet <qyzmet@example.kz>',
    productionFallback: '',
    danger: 'Letters from a domain that does not allow this mail server (SPF, DKIM) end as spam.',
  },
  {
    name: 'QYZMET_SMS_URL',
    meaning: 'Sender of short messages, by the contract in `docs/notices.md`. Empty: nobody gets any.',
    fallback: 'http://127.0.0.1:8090/sms',
    productionFallback: '',
  },
  {
    name: 'QYZMET_SMS_TOKEN',
    meaning: 'Secret of this product there.',
    fallback: TRAINING_SECRET,
    productionFallback: '',
    danger: 'Keep it from logs and from the command line.',
  },
  {
    name: 'QYZMET_TRUSTED_PROXIES',
    meaning: 'Addresses of proxies whose X-Forwarded-For is believed, separated by commas.',
    fallback: '',
    danger: 'A stranger in this list can pretend to be any address and evade rate limits.',
  },
  { name: 'QYZMET_LOG', meaning: '`silent`, `error`, `warn`, `info` or `debug`.', fallback: 'info' },
] as const satisfies readonly Setting[]

type Name = (typeof SETTINGS)[number]['name']

/** A setting is missing, malformed or forbidden in production. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

/**
 * Reads and checks all settings.
 *
 * @throws {ConfigError} naming every fault at once
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const faults: string[] = []
  const production = (env['QYZMET_PROFILE'] || 'production') === 'production'
  const text = (name: Name): string => {
    const setting: Setting | undefined = SETTINGS.find((candidate) => candidate.name === name)
    const given = env[name]?.trim()
    if (given) return given
    if (production && setting?.neededInProduction) faults.push(`${name} must be set in production.`)
    if (production && setting?.neededInProduction) return ''
    return (production ? setting?.productionFallback : undefined) ?? setting?.fallback ?? ''
  }
  const number = (name: Name, from: number, to: number): number => {
    const value = Number(text(name))
    if (!Number.isInteger(value) || value < from || value > to)
      faults.push(`${name} must be a whole number from ${from} to ${to}.`)
    return value
  }
  const url = (name: Name, schemes: readonly string[]): string => {
    const value = text(name)
    const scheme = URL.canParse(value) ? new URL(value).protocol.slice(0, -1) : undefined
    if (value && (!scheme || !schemes.includes(scheme)))
      faults.push(`${name} must be an address with ${schemes.join(' or ')}.`)
    return value
  }
  const list = (name: Name): readonly string[] =>
    text(name)
      .split(',')
      .map((item) => item.trim())
      .filter(Boolean)
  const urls = (name: Name, schemes: readonly string[]): readonly string[] => {
    const values = list(name)
    if (!values.every((value) => URL.canParse(value) && schemes.includes(new URL(value).protocol.slice(0, -1))))
      faults.push(`${name} must be addresses with ${schemes.join(' or ')}, separated by commas.`)
    return values
  }
  const oneOf = <const Choice extends string>(name: Name, choices: readonly [Choice, ...Choice[]]): Choice => {
    const [fallback] = choices
    const value = text(name)
    const choice = choices.find((candidate) => candidate === value)
    if (choice === undefined) faults.push(`${name} must be one of ${choices.join(', ')}.`)
    return choice ?? fallback
  }
  const path = (name: Name): string => {
    const value = text(name)
    return value.startsWith('/') || value === '' ? value : join(ROOT, value)
  }
  const egovMobile = (): EgovMobileSettings | undefined => {
    const isOn = oneOf('QYZMET_EGOV_MOBILE', ['off', 'on']) === 'on'
    const lastsSeconds = number('QYZMET_EGOV_MOBILE_SECONDS', 30, 900)
    const appLink = text('QYZMET_EGOV_MOBILE_LINK')
    if (!isOn) return undefined
    const [bin = '', kk = '', ru = '', en = '', ...more] = text('QYZMET_EGOV_MOBILE_ORGANISATION')
      .split('|')
      .map((part) => part.trim())
    if (!/^\d{12}$/.test(bin) || [kk, ru, en].includes('') || more.length > 0)
      faults.push('QYZMET_EGOV_MOBILE_ORGANISATION must be a BIN of 12 digits and three names, separated by |.')
    return { lastsSeconds, appLink, organisation: { bin, name: { kk, ru, en } } }
  }
  const config: Config = {
    profile: oneOf('QYZMET_PROFILE', ['production', 'training']),
    host: text('QYZMET_HOST'),
    port: number('QYZMET_PORT', 0, 65_535),
    publicUrl: url('QYZMET_PUBLIC_URL', ['http', 'https']).replace(/\/$/, ''),
    dataFolder: path('QYZMET_DATA'),
    databaseUrl: text('DATABASE_URL') || undefined,
    databaseOwnerUrl: text('DATABASE_OWNER_URL') || undefined,
    databaseConnections: number('DATABASE_CONNECTIONS', 1, 500),
    embeddedPostgresPort: number('QYZMET_POSTGRES_PORT', 0, 65_535),
    trustAnchorsFile: path('QYZMET_TRUST_ANCHORS'),
    ocspUrl: url('QYZMET_OCSP_URL', ['http', 'https']),
    crlUrls: urls('QYZMET_CRL_URL', ['http', 'https']),
    deltaCrlUrls: urls('QYZMET_DELTA_CRL_URL', ['http', 'https']),
    stampUrl: url('QYZMET_STAMP_URL', ['http', 'https']),
    shep: {
      syncUrl: url('QYZMET_SHEP_SYNC_URL', ['http', 'https']),
      asyncUrl: url('QYZMET_SHEP_ASYNC_URL', ['http', 'https']),
      sender: text('QYZMET_SHEP_SENDER'),
      password: text('QYZMET_SHEP_PASSWORD'),
      keyFile: path('QYZMET_SHEP_KEY'),
      certificateFile: path('QYZMET_SHEP_CERTIFICATE'),
      peers: list('QYZMET_SHEP_PEERS'),
      delivery: oneOf('QYZMET_SHEP_DELIVERY', ['pull', 'push']),
    },
    registerServicesFile: path('QYZMET_REGISTER_SERVICES'),
    messageDays: number('QYZMET_MESSAGE_DAYS', 30, 36_500),
    xRoad: providerOf(url('QYZMET_XROAD_URL', ['http', 'https']), (securityServer) => ({
      securityServer,
      client: text('QYZMET_XROAD_CLIENT'),
      userPrefix: 'KZ',
    })),
    ncaLayerUrl: url('QYZMET_NCALAYER_URL', ['ws', 'wss']),
    egov: providerOf(url('QYZMET_EGOV_URL', ['http', 'https']), (address) => ({
      url: address,
      clientId: text('QYZMET_EGOV_CLIENT_ID'),
      clientSecret: text('QYZMET_EGOV_CLIENT_SECRET'),
    })),
    openIdConnect: providerOf(url('QYZMET_OIDC_ISSUER', ['http', 'https']), (issuer) => ({
      issuer,
      clientId: text('QYZMET_OIDC_CLIENT_ID'),
      clientSecret: text('QYZMET_OIDC_CLIENT_SECRET'),
      iinClaim: text('QYZMET_OIDC_IIN_CLAIM'),
      title: text('QYZMET_OIDC_TITLE'),
    })),
    egovMobile: egovMobile(),
    email: providerOf(url('QYZMET_SMTP_URL', ['smtp', 'smtps']), (address) => {
      const tls = oneOf('QYZMET_SMTP_TLS', ['upgrade', 'none'])
      return emailSettings(address, tls, text('QYZMET_SMTP_FROM'))
    }),
    sms: providerOf(url('QYZMET_SMS_URL', ['http', 'https']), (address) => ({
      url: address,
      token: text('QYZMET_SMS_TOKEN'),
    })),
    trustedProxies: list('QYZMET_TRUSTED_PROXIES'),
    logLevel: oneOf('QYZMET_LOG', ['info', 'silent', 'error', 'warn', 'debug']),
  }
  if (production) faults.push(...productionFaults(config))
  if (faults.length > 0) throw new ConfigError(faults.join('\n'))
  return config
}

/** A provider without an address is not there. */
function providerOf<P>(address: string, make: (address: string) => P): P | undefined {
  return address === '' ? undefined : make(address.replace(/\/$/, ''))
}

/** An address that cannot be read is found a fault by whoever read it. */
function emailSettings(address: string, tls: 'upgrade' | 'none', from: string): EmailSettings {
  const { protocol, hostname, port, username, password } = URL.canParse(address)
    ? new URL(address)
    : new URL('smtp://unreadable')
  const isTls = protocol === 'smtps:'
  return {
    host: hostname,
    port: Number(port) || (isTls ? 465 : 587),
    tls: isTls ? 'start' : tls,
    from,
    ...(username === '' ? {} : { user: decodeURIComponent(username), password: decodeURIComponent(password) }),
  }
}

/** What may be in training but never where decisions have effect. */
function productionFaults(config: Config): readonly string[] {
  const faults: string[] = []
  if (config.publicUrl && !config.publicUrl.startsWith('https://'))
    faults.push('QYZMET_PUBLIC_URL must be https in production.')
  if (config.ncaLayerUrl.startsWith('ws://'))
    faults.push('QYZMET_NCALAYER_URL must be wss in production; ws is for the simulator.')
  if (config.egovMobile?.appLink.startsWith('http:'))
    faults.push('QYZMET_EGOV_MOBILE_LINK must not be http in production; http is for the simulator.')
  if (config.shep.password === TRAINING_GATEWAY_PASSWORD) faults.push('QYZMET_SHEP_PASSWORD is that of training.')
  if (config.databaseUrl && /only-in-tests|training/.test(config.databaseUrl))
    faults.push('DATABASE_URL holds a default password.')
  for (const [name, address, provider] of [
    ['QYZMET_EGOV', config.egov?.url, config.egov],
    ['QYZMET_OIDC', config.openIdConnect?.issuer, config.openIdConnect],
  ] as const) {
    if (!provider) continue
    if (!address?.startsWith('https://')) faults.push(`${name}: the address must be https in production.`)
    if (provider.clientId === '' || provider.clientSecret === '')
      faults.push(`${name}: client id and secret must be set.`)
    if (provider.clientSecret === TRAINING_SECRET) faults.push(`${name}: the secret is that of training.`)
  }
  if (config.email?.tls === 'none') faults.push('QYZMET_SMTP_TLS must not be none in production.')
  if (config.email && !/@[\w.-]+>?$/.test(config.email.from)) faults.push('QYZMET_SMTP_FROM must be set to an address.')
  if (config.sms && !config.sms.url.startsWith('https://')) faults.push('QYZMET_SMS_URL must be https in production.')
  if (config.sms && ['', TRAINING_SECRET].includes(config.sms.token))
    faults.push('QYZMET_SMS_TOKEN must be set, and not to that of training.')
  return faults
}
