import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { ConfigError, readConfig } from './config.ts'
import { type Setting, SETTINGS } from './settings.ts'

const PRODUCTION = {
  QYZMET_PUBLIC_URL: 'https://qyzmet.example',
  DATABASE_URL: 'postgres://qyzmet_app:long-and-secret@db/qyzmet',
  QYZMET_VAULT_KEYS: '/etc/qyzmet/vault.keys',
  QYZMET_TRUST_ANCHORS: '/etc/qyzmet/anchors.pem',
  QYZMET_OCSP_URL: 'http://ocsp.pki.gov.kz/',
  QYZMET_CRL_URL: 'http://crl.pki.gov.kz/nca_rsa_2022.crl',
  QYZMET_STAMP_URL: 'http://tsp.pki.gov.kz/',
  QYZMET_SHEP_SYNC_URL: 'https://gateway.example/sync',
  QYZMET_SHEP_ASYNC_URL: 'https://gateway.example/async',
  QYZMET_SHEP_SENDER: 'AKIMAT',
  QYZMET_SHEP_PASSWORD: 'long-and-secret',
  QYZMET_SHEP_KEY: '/etc/qyzmet/system.key',
  QYZMET_SHEP_CERTIFICATE: '/etc/qyzmet/system.cer',
  QYZMET_SHEP_PEERS: '1.2.398.1',
  QYZMET_REGISTER_SERVICES: '/etc/qyzmet/register-services.json',
}

const faultsOf = (env: Record<string, string>): string => {
  try {
    readConfig(env)
  } catch (error) {
    if (error instanceof ConfigError) return error.message
    throw error
  }
  return ''
}

test('without a profile the settings are those of production', () => {
  assert.equal(readConfig(PRODUCTION).profile, 'production')
  assert.equal(readConfig(PRODUCTION).ncaLayerUrl, 'wss://127.0.0.1:13579')
  assert.match(faultsOf({}), /DATABASE_URL must be set in production/)
})

test('training needs no setting but the profile', () => {
  const config = readConfig({ QYZMET_PROFILE: 'training' })
  assert.equal(config.port, 8080)
  assert.equal(config.publicUrl, 'http://127.0.0.1:8080')
  assert.equal(readConfig({ QYZMET_PROFILE: 'training', QYZMET_PORT: '8085' }).publicUrl, 'http://127.0.0.1:8085')
  assert.equal(config.ncaLayerUrl, 'ws://127.0.0.1:13579')
})

test('production refuses plain addresses and default passwords', () => {
  assert.match(faultsOf({ ...PRODUCTION, QYZMET_PUBLIC_URL: 'http://qyzmet.example' }), /must be https/)
  assert.match(faultsOf({ ...PRODUCTION, QYZMET_NCALAYER_URL: 'ws://127.0.0.1:13579' }), /must be wss/)
  assert.match(faultsOf({ ...PRODUCTION, QYZMET_SHEP_PASSWORD: 'training-gateway-2026' }), /that of training/)
  assert.match(faultsOf({ ...PRODUCTION, DATABASE_URL: 'postgres://qyzmet_app:training@db/q' }), /default password/)
})

test('production refuses providers of identity without TLS, without a secret, or with that of training', () => {
  assert.equal(readConfig(PRODUCTION).egov, undefined)
  const egov = { ...PRODUCTION, QYZMET_EGOV_URL: 'https://idp.egov.kz', QYZMET_EGOV_CLIENT_ID: 'akimat' }
  assert.match(faultsOf(egov), /client id and secret must be set/)
  assert.match(faultsOf({ ...egov, QYZMET_EGOV_CLIENT_SECRET: 'only-in-training' }), /that of training/)
  const right = { ...egov, QYZMET_EGOV_CLIENT_SECRET: 'long-and-secret' }
  assert.match(faultsOf({ ...right, QYZMET_EGOV_URL: 'http://idp.egov.kz' }), /must be https/)
  assert.equal(readConfig(right).egov?.clientId, 'akimat')
})

test('eGov Mobile is offered in production only when it is told who asks, and never over the simulator', () => {
  assert.equal(readConfig(PRODUCTION).egovMobile, undefined)
  const on = { ...PRODUCTION, QYZMET_EGOV_MOBILE: 'on' }
  assert.match(faultsOf(on), /QYZMET_EGOV_MOBILE_ORGANISATION must be a BIN/)
  const named = { ...on, QYZMET_EGOV_MOBILE_ORGANISATION: '990140000014|Әкімдік|Акимат|Akimat' }
  const { egovMobile } = readConfig(named)
  assert.deepEqual(egovMobile?.organisation, {
    bin: '990140000014',
    name: { kk: 'Әкімдік', ru: 'Акимат', en: 'Akimat' },
  })
  assert.deepEqual([egovMobile?.lastsSeconds, egovMobile?.appLink], [180, ''])
  const simulated = { ...named, QYZMET_EGOV_MOBILE_LINK: 'http://127.0.0.1:8090/egov-mobile/?address={url}' }
  assert.match(faultsOf(simulated), /QYZMET_EGOV_MOBILE_LINK must not be http/)
})

test('revocation lists are addresses, as many as there are authorities; deltas are not demanded', () => {
  const both = 'http://crl.pki.gov.kz/nca_rsa_2022.crl, http://crl.pki.gov.kz/nca_gost_2022.crl'
  const { crlUrls, deltaCrlUrls } = readConfig({ ...PRODUCTION, QYZMET_CRL_URL: both })
  assert.deepEqual(crlUrls, ['http://crl.pki.gov.kz/nca_rsa_2022.crl', 'http://crl.pki.gov.kz/nca_gost_2022.crl'])
  assert.deepEqual(deltaCrlUrls, [])
  assert.match(faultsOf({ ...PRODUCTION, QYZMET_DELTA_CRL_URL: `${both},ftp://x` }), /QYZMET_DELTA_CRL_URL must be/)
})

test('every fault is named at once', () => {
  const faults = faultsOf({ QYZMET_PROFILE: 'training', QYZMET_PORT: 'http', QYZMET_LOG: 'loud', QYZMET_OCSP_URL: 'x' })
  assert.match(faults, /QYZMET_PORT/)
  assert.match(faults, /QYZMET_LOG/)
  assert.match(faults, /QYZMET_OCSP_URL/)
})

test('docs/configuration.md tells every setting as the code has it, and no other', () => {
  const doc = readFileSync(join(import.meta.dirname, '../../../docs/configuration.md'), 'utf8')
  const told = doc.split(/^## /m).slice(1)
  assert.deepEqual(
    told.map((text) => text.replaceAll(/\s+/g, ' ').trim()),
    SETTINGS.map((setting) => entryOf(setting).replaceAll(/\s+/g, ' ').trim()),
  )
})

function entryOf({ name, meaning, fallback, productionFallback, danger, neededInProduction }: Setting): string {
  const elsewhere = neededInProduction || productionFallback !== undefined ? ' outside production' : ''
  const lines = [
    neededInProduction ? '- Must be set in production.' : '',
    fallback === '' ? '' : `- Default${elsewhere}: \`${fallback}\``,
    productionFallback === undefined
      ? ''
      : `- Default in production: ${productionFallback ? `\`${productionFallback}\`` : 'empty'}`,
    danger === undefined ? '' : `- Danger: ${danger}`,
  ]
  return [name, meaning, ...lines].join('\n')
}
