import { dirname, join } from 'node:path'

/** Settings with which the product finds everything that the simulator plays. The only place that tells its addresses. */
export function productSettings(simulator: {
  readonly url: string
  readonly ncaLayerUrl: string
  readonly smtpUrl: string
  readonly anchorsFile: string
}): Readonly<Record<string, string>> {
  const { url } = simulator
  const folder = dirname(simulator.anchorsFile)
  return {
    QYZMET_TRUST_ANCHORS: simulator.anchorsFile,
    QYZMET_OCSP_URL: `${url}/ocsp`,
    QYZMET_CRL_URL: `${url}/crl,${url}/crl/gost`,
    QYZMET_DELTA_CRL_URL: `${url}/crl/delta,${url}/crl/gost/delta`,
    QYZMET_STAMP_URL: `${url}/tsp`,
    QYZMET_SHEP_SYNC_URL: `${url}/shep/sync`,
    QYZMET_SHEP_ASYNC_URL: `${url}/shep/async`,
    QYZMET_SHEP_KEY: join(folder, 'gateway', 'product.key.pem'),
    QYZMET_SHEP_CERTIFICATE: join(folder, 'gateway', 'product.cer'),
    QYZMET_NCALAYER_URL: simulator.ncaLayerUrl,
    QYZMET_EGOV_MOBILE_LINK: `${url}/egov-mobile/?address={url}`,
    QYZMET_EGOV_URL: url,
    QYZMET_SMTP_URL: simulator.smtpUrl,
    QYZMET_SMS_URL: `${url}/sms`,
    QYZMET_OIDC_ISSUER: `${url}/identity/oidc`,
  }
}
