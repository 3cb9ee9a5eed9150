import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { EmailSettings } from './notices/email-channel.ts'
import type { SmsSettings } from './notices/sms-channel.ts'
import { type Setting, SETTINGS, TRAINING_GATEWAY_PASSWORD, TRAINING_SECRET } from './settings.ts'

/** What the settings say, read and checked. */
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
  readonly vaultKeysFile: string
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
    readonly graceHours: number
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

const ROOT = fileURLToPath(new URL('../../../', import.meta.url))

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
  const port = number('QYZMET_PORT', 0, 65_535)
  const publicUrl = url('QYZMET_PUBLIC_URL', ['http', 'https']).replace(/\/$/, '')
  const config: Config = {
    profile: oneOf('QYZMET_PROFILE', ['production', 'training']),
    host: text('QYZMET_HOST'),
    port,
    publicUrl: publicUrl || (production ? '' : `http://127.0.0.1:${port}`),
    dataFolder: path('QYZMET_DATA'),
    databaseUrl: text('DATABASE_URL') || undefined,
    databaseOwnerUrl: text('DATABASE_OWNER_URL') || undefined,
    databaseConnections: number('DATABASE_CONNECTIONS', 1, 500),
    embeddedPostgresPort: number('QYZMET_POSTGRES_PORT', 0, 65_535),
    vaultKeysFile: path('QYZMET_VAULT_KEYS') || join(path('QYZMET_DATA'), 'vault.keys'),
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
      graceHours: number('QYZMET_SHEP_GRACE_HOURS', 0, 720),
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
